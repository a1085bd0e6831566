import type { Case, Endpoint } from '../case.ts';
import type { Reply } from '../server/faults.ts';
import { accepted, refused, refusedTokens, until, withoutKeys } from '../expectations.ts';

const at = (endpoint: Endpoint, reply: Reply) => ({ reply: { [endpoint]: () => reply } });
const once = (endpoint: Endpoint, reply: Reply) => ({
  reply: { [endpoint]: ({ count }: { count: number }) => (count === 1 ? reply : undefined) },
});
/** Only where it is waited in vain: a busy machine may need as long for what comes before. */
const soon = (onCallback: boolean) => () => (location.search.includes('code=') === onCallback ? { timeout: 600 } : {});

/** What a line, a proxy and a server in trouble do: a service worker could not play it. */
export const line: readonly Case[] = [
  {
    id: 'discovery-dropped',
    about: 'a connection that is dropped again and again ends in a typed error',
    faults: at('discovery', { line: 'drop' }),
    expected: refused('network', ['discovery', 'discovery']),
  },
  {
    id: 'discovery-dropped-once',
    about: 'a connection that is dropped once is tried again',
    faults: once('discovery', { line: 'drop' }),
    expected: accepted(['discovery']),
  },
  {
    id: 'discovery-hangs',
    about: 'an answer that never comes is not waited for',
    faults: at('discovery', { line: 'hang' }),
    options: soon(false),
    expected: refused('timeout', until.discovery),
  },
  {
    id: 'discovery-trickles',
    about: 'a body that never ends is not waited for',
    faults: at('discovery', { line: 'trickle', body: { issuer: 'x'.repeat(5000) } }),
    options: soon(false),
    expected: refused('timeout', until.discovery),
  },
  {
    id: 'discovery-floods',
    about: 'a body without end is broken off',
    faults: at('discovery', { line: 'flood' }),
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'discovery-cut',
    about: 'metadata that break off in the middle are no metadata, and are asked for again',
    faults: at('discovery', { line: 'cut', body: { issuer: 'x'.repeat(5000) } }),
    expected: refused('network', ['discovery', 'discovery']),
    // It takes what has come for the whole, whatever length was promised.
    inWebKit: refused('bad_response', until.discovery),
  },
  {
    id: 'discovery-without-cors',
    about: 'metadata that the browser may not show end in a typed error',
    faults: at('discovery', { cors: false, body: {} }),
    expected: refused('network', ['discovery', 'discovery']),
  },
  {
    id: 'discovery-503',
    about: 'a server under repair says so',
    faults: at('discovery', { status: 503, headers: { 'retry-after': '120' } }),
    expected: refused('unavailable', until.discovery),
  },
  {
    id: 'discovery-429',
    about: 'a server that wants fewer questions gets no more',
    faults: at('discovery', { status: 429, headers: { 'retry-after': '120' } }),
    expected: refused('rate_limited', until.discovery),
  },
  {
    id: 'token-dropped',
    about: 'a code whose answer was lost is not sent again: it may have been used',
    faults: at('token', { line: 'drop' }),
    expected: refusedTokens('network'),
  },
  {
    id: 'token-hangs',
    about: 'tokens that never come are not waited for',
    faults: at('token', { line: 'hang' }),
    options: soon(true),
    expected: refusedTokens('timeout'),
  },
  {
    id: 'token-trickles',
    about: 'a body that never ends is not waited for',
    faults: at('token', { line: 'trickle', body: { access_token: 'x'.repeat(5000) } }),
    options: soon(true),
    expected: refusedTokens('timeout'),
  },
  {
    id: 'token-floods',
    about: 'a body without end is broken off',
    faults: at('token', { line: 'flood' }),
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'token-cut',
    about: 'tokens that break off in the middle are no tokens, and the code is not sent again',
    faults: at('token', { line: 'cut', body: { access_token: 'x'.repeat(5000) } }),
    expected: refusedTokens('network'),
    inWebKit: refusedTokens('bad_response'),
  },
  {
    id: 'token-without-cors',
    about: 'tokens that the browser may not show end in a typed error',
    faults: at('token', { cors: false, body: { access_token: 'x' } }),
    expected: refusedTokens('network'),
  },
  {
    id: 'token-500',
    about: 'a server that fails is not asked again with the same code',
    faults: at('token', { status: 500 }),
    expected: refusedTokens('server_error'),
  },
  {
    id: 'token-503',
    about: 'a server under repair is not asked again with the same code',
    faults: at('token', { status: 503 }),
    expected: refusedTokens('unavailable'),
  },
  {
    id: 'token-429',
    about: 'a server that wants fewer questions gets no more',
    faults: at('token', { status: 429, headers: { 'retry-after': '7' } }),
    expected: refusedTokens('rate_limited'),
  },
  {
    id: 'token-redirect-302',
    about: 'a redirect of the token endpoint is not followed',
    faults: {
      reply: { token: ({ places }) => ({ status: 302, headers: { location: places.foreign } }) },
    },
    expected: refusedTokens('bad_response'),
    inWebKit: refusedTokens('network'),
  },
  {
    id: 'token-redirect-307',
    about: 'a redirect that would carry the code on is not followed',
    faults: {
      reply: { token: ({ places }) => ({ status: 307, headers: { location: places.foreign } }) },
    },
    expected: refusedTokens('bad_response'),
    inWebKit: refusedTokens('network'),
  },
  {
    id: 'keys-dropped-once',
    about: 'keys whose connection is dropped are asked for again',
    faults: once('keys', { line: 'drop' }),
    expected: accepted(['keys']),
  },
  {
    id: 'keys-hang',
    about: 'keys that never come are not waited for',
    faults: at('keys', { line: 'hang' }),
    options: soon(true),
    expected: refusedTokens('timeout'),
  },
  {
    id: 'keys-flood',
    about: 'a set of keys without end is broken off',
    faults: at('keys', { line: 'flood' }),
    expected: withoutKeys('bad_response'),
  },
  {
    id: 'keys-redirect',
    about: 'a redirect of the keys is not followed',
    faults: {
      reply: { keys: ({ places }) => ({ status: 302, headers: { location: places.foreign } }) },
    },
    expected: withoutKeys('bad_response'),
    inWebKit: { ...refused('network', [...until.newerKeys, 'keys', 'keys']), perhaps: ['keys', 'keys'] },
  },
];

import type { Case, Expected } from '../case.ts';
import type { Reply } from '../server/faults.ts';
import { accepted, refused, signedOut, until } from '../expectations.ts';
import { signedIn } from '../plays.ts';

const me = (reply: Reply) => ({ reply: { me: () => reply } });
const twice = (reply: Reply) => ({
  refreshes: true,
  reply: { me: ({ count }: { count: number }) => (count === 1 ? reply : undefined) },
});
/** The session stands. The subsystems are asked for at the same time, and called off where this was quicker. */
const unserved = (code: string): Expected => ({
  ...refused(code, [...until.tokens, 'me']),
  perhaps: ['subsystems'],
  token: true,
});

/** Where the token goes and where it does not: RFC 6750, and loops that interceptors fall into. */
export const portal: readonly Case[] = [
  {
    id: 'oidcc-client-test-userinfo-bearer-header',
    about: 'the token goes in a header, to the portal',
    expected: accepted(),
    log: (log) => {
      const { headers } = log.find(({ endpoint }) => endpoint === 'me') ?? {};
      if (!headers?.authorization?.startsWith('Bearer access-')) throw new Error('no token in the header');
    },
  },
  {
    id: 'rfc6750-3.1-401-once',
    about: 'a token that is refused is renewed, once, and the question asked again',
    faults: twice({ status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }),
    expected: accepted(['token', 'me']),
  },
  {
    id: 'rfc6750-3.1-401-always',
    about: 'a fresh token that is refused too is not renewed again, and ends the session',
    faults: { refreshes: true, ...me({ status: 401 }) },
    expected: { ...signedOut('ended', [...until.tokens, 'me', 'token', 'me']), perhaps: ['subsystems'] },
  },
  {
    id: 'rfc6750-3.1-403',
    about: 'a person without rights stays signed in, and nothing is renewed',
    faults: me({ status: 403 }),
    expected: unserved('forbidden'),
  },
  {
    id: 'rfc6750-5.3-another-origin',
    about: 'the token goes to no other origin',
    play: signedIn(({ codeOf, epos, places }) => codeOf(epos.fetch(places.foreign))),
    expected: accepted([], 'forbidden'),
  },
  {
    id: 'rfc6750-5.3-another-port',
    about: 'another port is another origin',
    play: signedIn(({ codeOf, epos, places }) => codeOf(epos.fetch(`${places.issuer}/userinfo`))),
    expected: accepted([], 'forbidden'),
  },
  {
    id: 'rfc6750-5.3-script-address',
    about: 'what is no web address is no place for a token',
    play: signedIn(({ codeOf, epos }) => codeOf(epos.fetch('data:text/plain,x'))),
    expected: accepted([], 'forbidden'),
  },
  {
    id: 'rfc9700-4.12-redirect',
    about: 'a redirect of the portal does not take the token along',
    faults: {
      reply: {
        me: ({ count, places }) => (count > 1 ? { status: 307, headers: { location: places.foreign } } : undefined),
      },
    },
    play: signedIn(({ codeOf, epos, places }) => codeOf(epos.fetch(`${places.portal}/v1/me`))),
    expected: accepted(['me'], 'network'),
  },
  {
    id: 'portal-html',
    about: 'a page instead of roles is no person',
    faults: me({ headers: { 'content-type': 'text/html' }, body: '<h1>Портал</h1>' }),
    expected: unserved('bad_response'),
  },
  {
    id: 'portal-null',
    about: 'nothing instead of roles is no person',
    faults: me({ body: 'null' }),
    expected: unserved('bad_response'),
  },
  {
    id: 'portal-no-roles',
    about: 'a person without roles is told so',
    faults: me({ body: { person: { sub: 'person-1', name: 'И', family_name: 'И', given_name: 'И' }, roles: [] } }),
    expected: unserved('no_roles'),
  },
  {
    id: 'portal-429',
    about: 'a portal that wants fewer questions gets no more',
    faults: me({ status: 429, headers: { 'retry-after': '120' } }),
    expected: unserved('rate_limited'),
  },
  {
    id: 'portal-dropped-once',
    about: 'a line that breaks once is tried again',
    faults: twice({ line: 'drop' }),
    expected: accepted(['me']),
  },
];

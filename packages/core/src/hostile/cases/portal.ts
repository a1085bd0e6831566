import type { Case } from '../case.ts';
import type { Reply } from '../server/faults.ts';
import { accepted, refused, until } from '../expectations.ts';
import { signedIn } from '../plays.ts';

const me = (reply: Reply) => ({ reply: { me: () => reply } });
const twice = (reply: Reply) => ({
  refreshes: true,
  reply: { me: ({ count }: { count: number }) => (count === 1 ? reply : undefined) },
});
const stands = { token: true };

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
    id: 'rfc6750-3.1-403',
    about: 'a person without rights stays signed in, and nothing is renewed',
    faults: me({ status: 403 }),
    expected: { ...refused('forbidden', until.portal), ...stands },
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
    expected: { ...refused('bad_response', until.portal), ...stands },
  },
  {
    id: 'portal-null',
    about: 'nothing instead of roles is no person',
    faults: me({ body: 'null' }),
    expected: { ...refused('bad_response', until.portal), ...stands },
  },
  {
    id: 'portal-no-roles',
    about: 'a person without roles is told so',
    faults: me({ body: { person: { sub: 'person-1', name: 'И', family_name: 'И', given_name: 'И' }, roles: [] } }),
    // The question beside it is called off, and may not have got away yet.
    expected: { ...refused('no_roles', [...until.tokens, 'me']), perhaps: ['subsystems'], ...stands },
  },
  {
    id: 'portal-429',
    about: 'a portal that wants fewer questions gets no more',
    faults: me({ status: 429, headers: { 'retry-after': '120' } }),
    expected: { ...refused('rate_limited', until.portal), ...stands },
  },
  {
    id: 'portal-dropped-once',
    about: 'a line that breaks once is tried again',
    faults: twice({ line: 'drop' }),
    expected: accepted(['me']),
  },
];

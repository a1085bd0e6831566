import type { Case, Logged, PageUnderTest } from '../case.ts';
import { signedOut, until } from '../expectations.ts';
import { signedIn } from '../plays.ts';

const leaves = signedIn(async ({ count, epos }: PageUnderTest) => {
  if (count === 2) await epos.signOut();
});

const out = signedOut('never', [...until.portal, 'logout']);

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const logoutOf = (log: readonly Logged[]) => log.find(({ endpoint }) => endpoint === 'logout');

/** OpenID Connect RP-Initiated Logout 1.0, RFC 7009. */
export const signOut: readonly Case[] = [
  {
    id: 'oidcc-client-test-rp-init-logout',
    about: 'sign-out names the session by its id_token, in a form and not in an address',
    play: leaves,
    expected: out,
    log: (log, { stored }) => {
      const { method, url = '', body } = logoutOf(log) ?? {};
      demand(method === 'POST' && !!body?.id_token_hint?.startsWith('eyJ'), 'no id_token in a form');
      demand(!!body?.post_logout_redirect_uri && body.client_id === 'journal', 'no client or return address');
      demand(!url.includes('eyJ'), 'an id_token in an address');
      demand(!stored.includes('had-session'), 'a hint remains');
    },
  },
  {
    id: 'oidcc-client-test-rp-init-logout-other-state',
    about: 'another `state` on the way back is left alone',
    faults: {
      reply: { logout: ({ places }) => ({ status: 303, headers: { location: `${places.home}?state=another` } }) },
    },
    play: leaves,
    // The word is common, and may be the page's own.
    expected: { ...out, query: '?state=another' },
  },
  {
    id: 'oidcc-client-test-rp-init-logout-no-state',
    about: 'no `state` on the way back does no harm',
    faults: { reply: { logout: ({ places }) => ({ status: 303, headers: { location: places.home } }) } },
    play: leaves,
    expected: out,
  },
  {
    id: 'oidcc-rpinitlogout-2-no-endpoint',
    about: 'where the issuer has no sign-out the page signs out alone',
    faults: { metadata: { end_session_endpoint: undefined } },
    play: leaves,
    expected: signedOut('never', until.portal),
  },
  {
    id: 'oidcc-rpinitlogout-here-only',
    about: 'a sign-out of this page alone tells nobody',
    play: signedIn(({ epos }) => epos.signOut({ everywhere: false })),
    expected: signedOut('never', until.portal),
  },
  {
    id: 'oidcc-rpinitlogout-no-session-left',
    about: 'after a sign-out of this page alone nothing goes out in the person’s name',
    play: signedIn(async ({ codeOf, epos, places }) => {
      await epos.signOut({ everywhere: false });
      return [await codeOf(epos.getToken()), await codeOf(epos.fetch(`${places.portal}/v1/me`))];
    }),
    expected: signedOut('never', until.portal, ['session_ended', 'session_ended']),
  },
  {
    id: 'rfc9700-4.11-foreign-return-address-after-sign-out',
    about: 'a return address of another origin is refused',
    play: signedIn(async ({ codeOf, epos, places }) => codeOf(epos.signOut({ returnTo: places.foreign }))),
    expected: { kind: 'failed', code: 'invalid_options', asked: until.portal, seen: 'invalid_options', token: true },
  },
];

import { dpop } from '../../dpop/dpop.ts';
import { par } from '../../par/par.ts';
import { popup } from '../../popup/popup.ts';
import type { Case, PageUnderTest, Places } from '../case.ts';
import { accepted, refused, refusedTokens, until } from '../expectations.ts';
import { reloaded, signedIn } from '../plays.ts';

const bound = () => ({ dpop: dpop({ use: 'require' }) });
const pushing = () => ({ par: par() });
const beside = () => ({ popup: popup() });
const pushes = ({ places }: { places: Places }) => ({
  pushed_authorization_request_endpoint: `${places.issuer}/par`,
});
const refusedAt = (endpoint: 'par', status: number, body: unknown) => ({
  metadata: pushes,
  reply: { [endpoint]: () => ({ status, body }) },
});
const byPopup = async ({ epos, signIn }: PageUnderTest) => {
  await signIn({ provider: 'rsaa', via: 'popup' });
  await epos.ready();
};

function demand(holds: unknown, what: string): void {
  if (!holds) throw new Error(what);
}

/** The opt-in parts: RFC 9449, RFC 9126, and a sign-in in a window of its own. */
export const parts: readonly Case[] = [
  {
    id: 'fapi2-security-profile-final-client-test-happy-path-no-dpop-nonce',
    about: 'tokens are bound to a key, which is proved to the issuer and to the portal',
    faults: { proofs: {} },
    options: bound,
    expected: accepted(),
    log: (log) => {
      const proofs = log.flatMap(({ headers }) => headers.dpop ?? []);
      demand(proofs.length === 3 && new Set(proofs).size === 3, 'a proof of its own for each request');
    },
  },
  {
    id: 'fapi2-security-profile-final-client-test-rs-dpop-auth-scheme-case-insensitivity',
    about: 'the type of a bound token is the same in small letters',
    faults: { proofs: {}, token: { token_type: 'dpop' } },
    options: bound,
    expected: accepted(),
  },
  {
    id: 'rfc9449-8-and-9-nonce',
    about: 'a nonce that the issuer and the portal ask for is brought to each, once',
    faults: { proofs: { nonce: 'n-1' } },
    options: bound,
    expected: accepted(['token', 'me', 'subsystems']),
  },
  {
    id: 'rfc9449-8-nonce-loop',
    about: 'an issuer that asks for another nonce each time is not followed',
    faults: {
      proofs: {},
      reply: {
        token: ({ count }) => ({
          status: 400,
          headers: { 'dpop-nonce': `n-${count}` },
          body: { error: 'use_dpop_nonce' },
        }),
      },
    },
    options: bound,
    expected: { ...refused('token_refused', [...until.answer, 'token', 'token']), perhaps: ['keys'] },
  },
  {
    id: 'rfc9449-5-bearer-where-bound-is-required',
    about: 'a token that is not bound is refused where that is required',
    options: bound,
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc9449-5-bearer-where-bound-is-welcome',
    about: 'a token that is not bound is taken where that is not required',
    options: () => ({ dpop: dpop() }),
    expected: accepted(),
  },
  {
    id: 'rfc9449-5-refresh-by-the-same-key',
    about: 'a refresh proves the same key',
    faults: { proofs: {}, refreshes: true },
    options: bound,
    play: signedIn(({ codeOf, epos }) => codeOf(epos.getToken({ renew: true }))),
    expected: accepted(['token']),
  },
  {
    id: 'rfc9449-persistent-reload',
    about: 'a session kept for days, bound to a key, comes back without the issuer',
    faults: { proofs: {}, refreshes: true },
    options: () => ({ ...bound(), storage: 'persistent' }),
    play: reloaded(),
    expected: accepted(['me', 'subsystems']),
  },
  {
    id: 'rfc9126-4-only-a-reference',
    about: 'what was pushed does not stand in the address',
    faults: { metadata: pushes },
    options: pushing,
    expected: accepted(['par']),
    log: (log) => {
      const { query = {} } = log.find(({ endpoint }) => endpoint === 'authorize') ?? {};
      demand(Object.keys(query).sort().join() === 'client_id,request_uri', 'more than a reference');
    },
  },
  {
    id: 'rfc9126-5-not-offered',
    about: 'an issuer that takes no pushed requests is asked as ever',
    options: pushing,
    expected: accepted(),
  },
  {
    id: 'rfc9126-5-required-and-absent',
    about: 'an issuer that takes nothing but pushed requests is not asked without',
    faults: { metadata: (moment) => ({ ...pushes(moment), require_pushed_authorization_requests: true }) },
    expected: refused('invalid_options', until.discovery),
  },
  {
    id: 'rfc9126-2.3-refused',
    about: 'a pushed request that is refused leads nowhere',
    faults: refusedAt('par', 400, { error: 'invalid_request' }),
    options: pushing,
    expected: refused('provider_error', [...until.discovery, 'par']),
  },
  {
    id: 'rfc9126-2.2-no-reference',
    about: 'an answer without a reference leads nowhere',
    faults: refusedAt('par', 201, { expires_in: 60 }),
    options: pushing,
    expected: refused('bad_response', [...until.discovery, 'par']),
  },
  {
    id: 'rfc9126-500',
    about: 'a server that fails leads nowhere',
    faults: refusedAt('par', 500, {}),
    options: pushing,
    expected: refused('server_error', [...until.discovery, 'par']),
  },
  {
    id: 'rfc9126-2-http-endpoint',
    about: 'an address without TLS is pushed nothing',
    faults: { metadata: { pushed_authorization_request_endpoint: 'http://sso.example/par' } },
    options: pushing,
    expected: refused('bad_response', until.discovery),
  },
  {
    id: 'popup',
    about: 'a sign-in in a window of its own leaves the page where it is',
    options: beside,
    play: byPopup,
    expected: accepted(),
    log: (_, { entries }) => {
      demand(entries === 1, 'the page has moved');
    },
  },
  {
    id: 'popup-blocked',
    about: 'where the window is blocked the page goes itself',
    options: beside,
    before: () => {
      window.open = () => null;
    },
    play: byPopup,
    expected: accepted(),
  },
  {
    id: 'popup-invalid-iss',
    about: 'the answer of another issuer in the window brings no code to the token endpoint',
    faults: { answer: ({ places }) => ({ iss: places.other }) },
    options: beside,
    play: byPopup,
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'popup-refused',
    about: 'a person who says no in the window is not signed in',
    faults: { answer: { code: undefined, error: 'access_denied' } },
    options: beside,
    play: byPopup,
    expected: refused('access_denied', until.answer),
  },
  {
    id: 'popup-cut-by-coop',
    about: 'a window that COOP has cut off is heard all the same',
    faults: {
      reply: {
        authorize: ({ count, request }) =>
          count > 1
            ? undefined
            : {
                headers: { 'content-type': 'text/html', 'cross-origin-opener-policy': 'same-origin' },
                body: `<script>location.replace(${JSON.stringify(request.url)})</script>`,
              },
      },
    },
    options: beside,
    before: () => {
      // The window in front has the focus. Without a screen every page claims it, as if the window had been closed.
      document.hasFocus = () => false;
    },
    play: byPopup,
    expected: accepted(['authorize']),
  },
  {
    id: 'popup-forged-answer',
    about: 'a message of another window, and a channel of another name, are not heard',
    options: beside,
    play: async (page) => {
      const href = `${page.places.home}?code=stolen&state=forged&iss=${encodeURIComponent(page.places.issuer)}`;
      for (const type of ['epos-login:answer', 'epos-login:popup']) {
        window.postMessage({ type, state: 'forged', href }, location.origin);
        new BroadcastChannel(type).postMessage({ type, state: 'forged', href });
      }
      await byPopup(page);
    },
    expected: accepted(),
    log: (log) => {
      demand(!log.some(({ body }) => body.code === 'stolen'), 'a forged code was sent');
    },
  },
  {
    id: 'popup-never-for-esia',
    about: 'ЕСИА is not shown in a window: no sign-in begins',
    options: beside,
    play: ({ signIn }) => signIn({ provider: 'esia', via: 'popup' }),
    expected: refused('invalid_options', until.nothing),
  },
];

import type { Case, PageUnderTest, Places } from '../case.ts';
import { accepted, refused, signedOut, until } from '../expectations.ts';
import { reloaded, signedIn } from '../plays.ts';

const again = until.portal;
const kept = 'hostile:callback';

/** Two issuers behind one page: ЕСИА is reached at the other one. */
const two = ({ other }: Places) => ({ providers: { rsaa: {}, esia: { issuer: other } } });
const byEsia = ({ signIn }: PageUnderTest) => signIn({ provider: 'esia' });
const ofOther = ['other:discovery', 'other:authorize'] as const;

/** Callbacks that come twice, late, from elsewhere, or to the wrong address; and addresses that begin a sign-in. */
export const callback: readonly Case[] = [
  {
    id: 'callback-replayed',
    about: 'a callback that is loaded again sends no code again, and finds the session',
    before: ({ count }) => {
      if (count === 2) sessionStorage.setItem(kept, location.href);
    },
    play: async (page) => {
      await page.signIn();
      await page.settled();
      if (page.count === 2) await page.leave(sessionStorage.getItem(kept) ?? '');
    },
    expected: accepted(again),
  },
  {
    id: 'callback-handled-twice',
    about: 'two who ask for the callback at once (StrictMode) get one answer',
    play: async ({ count, epos, signIn }) => {
      const states = count === 1 ? [] : await Promise.all([epos.ready(), epos.ready()]);
      await signIn();
      return states[0] === states[1];
    },
    expected: accepted([], true),
  },
  {
    id: 'callback-bookmarked',
    about: 'a callback that nobody waits for sends no code anywhere',
    play: async ({ count, epos, leave, places }) => {
      if (count === 1) await leave(`${places.home}?code=code-1&state=abc&iss=${encodeURIComponent(places.issuer)}`);
      await epos.ready();
    },
    expected: signedOut('ended', until.answer),
  },
  {
    id: 'callback-leaves-history-clean',
    about: 'history holds one entry for the page and one for its return, and no code',
    play: signedIn(() => Promise.resolve(history.length)),
    expected: accepted([], 2),
  },
  {
    id: 'rfc9700-4.4-two-issuers',
    about: 'a sign-in at the second issuer goes to its endpoints alone',
    options: two,
    play: byEsia,
    expected: { kind: 'ready', asked: [...ofOther, 'other:token', 'other:keys', 'me', 'subsystems'] },
  },
  {
    id: 'rfc9700-4.4.1-mix-up',
    about: 'the answer of one issuer while another is waited for: its code reaches neither token endpoint',
    faults: {
      reply: {
        'other:authorize': ({ places, request }) => ({
          status: 303,
          headers: { location: `${places.issuer}/authorize${new URL(request.url).search}` },
        }),
      },
    },
    options: two,
    play: byEsia,
    expected: refused('issuer_mismatch', [...ofOther, 'authorize']),
  },
  {
    id: 'rfc9700-4.4.2-shared-redirect-address-without-iss',
    about: 'two issuers that share an address and do not name themselves cannot be told apart: no sign-in begins',
    faults: { metadata: { authorization_response_iss_parameter_supported: undefined } },
    options: two,
    expected: refused('invalid_options', until.discovery),
  },
  {
    id: 'oidcc-client-test-3rd-party-init-login',
    about: 'a sign-in that the issuer begins is gone on with',
    play: async ({ count, epos, leave, places }) => {
      if (count === 1) await leave(`${places.home}?iss=${encodeURIComponent(places.issuer)}`);
      await epos.ready();
    },
    expected: accepted(),
  },
  {
    id: 'oidcc-core-4-foreign-issuer',
    about: 'a sign-in at an issuer that nobody has configured does not begin',
    play: async ({ count, epos, leave, places }) => {
      if (count === 1) await leave(`${places.home}?iss=https://evil.example&login_hint=x`);
      await epos.ready();
    },
    // They may be words of the page's own.
    expected: { ...signedOut('never', until.nothing), query: '?iss=https://evil.example&login_hint=x' },
  },
  {
    id: 'oidcc-core-4-foreign-target',
    about: 'a target of another origin is not led to',
    play: async ({ count, epos, leave, places }) => {
      const target = encodeURIComponent(places.foreign);
      if (count === 1) await leave(`${places.home}?iss=${encodeURIComponent(places.issuer)}&target_link_uri=${target}`);
      await epos.ready();
    },
    expected: accepted(),
  },
  {
    id: 'rfc9700-4.11-foreign-return-address',
    about: 'a return address of another origin is refused before anything is sent',
    play: ({ signIn, places }) => signIn({ returnTo: places.foreign }),
    expected: refused('invalid_options', until.nothing),
  },
  {
    id: 'rfc9700-4.11-script-return-address',
    about: 'a script as a return address is refused before anything is sent',
    play: ({ signIn }) => signIn({ returnTo: 'javascript:alert(1)' }),
    expected: refused('invalid_options', until.nothing),
  },
  {
    id: 'login-loop',
    about: 'a page that signs in whenever it is refused is stopped',
    faults: { answer: { code: undefined, error: 'access_denied' } },
    play: async ({ epos }) => {
      await epos.ready();
      await epos.signIn();
    },
    expected: refused('login_loop', [
      ...new Array<'discovery'>(6).fill('discovery'),
      ...new Array<'authorize'>(5).fill('authorize'),
    ]),
  },
  {
    id: 'oidcc-core-3.1.2.1-prompt-none-in-a-frame',
    about: 'a reload finds the session at the issuer without leaving the page',
    play: reloaded(),
    expected: accepted(again),
  },
  {
    id: 'oidcc-core-3.1.2.1-prompt-none-by-redirect',
    about: 'a reload finds the session by one redirect where frames are not wanted',
    options: { silent: 'redirect' },
    play: reloaded(),
    expected: accepted(again),
  },
  {
    id: 'oidcc-core-3.1.2.1-prompt-none-not-wanted',
    about: 'a reload asks nobody where that is not wanted, and claims to know nothing',
    options: { silent: 'none' },
    play: reloaded(),
    expected: signedOut('unknown', until.portal),
  },
  {
    id: 'oidcc-core-3.1.2.1-prompt-none-and-over',
    about: 'a reload hears that the session is over',
    faults: {
      answer: ({ request }) => (request.query.prompt === 'none' ? { code: undefined, error: 'login_required' } : {}),
    },
    play: reloaded(),
    expected: signedOut('ended', [...until.portal, ...until.answer]),
  },
  {
    id: 'rfc9207-2.4-in-a-frame',
    about: 'the answer of another issuer in the hidden frame brings no code to the token endpoint',
    faults: {
      answer: ({ places, request }) => (request.query.prompt === 'none' ? { iss: places.other } : {}),
    },
    play: reloaded(),
    expected: refused('issuer_mismatch', [...until.portal, ...until.answer]),
  },
  {
    id: 'oidcc-core-3.1.2.6-prompt-none-wants-the-person',
    about: 'an issuer that wants the person does not say that the session is over',
    faults: {
      answer: ({ request }) =>
        request.query.prompt === 'none' ? { code: undefined, error: 'interaction_required' } : {},
    },
    play: reloaded(),
    expected: signedOut('unknown', [...until.portal, ...until.answer, 'authorize']),
  },
  {
    id: 'rfc9700-4.16-frame-refused',
    about: 'an issuer that is not to be framed is asked by one redirect',
    faults: {
      reply: {
        authorize: ({ request }) =>
          request.headers['sec-fetch-dest'] === 'iframe'
            ? { headers: { 'content-type': 'text/html', 'x-frame-options': 'DENY' }, body: '<h1>SSO</h1>' }
            : undefined,
      },
    },
    play: reloaded(),
    expected: accepted([...again, 'authorize']),
  },
  {
    id: 'rfc9700-4.17-forged-message',
    about: 'a message that pretends to come from the hidden frame is not believed',
    before: ({ count, places }) => {
      if (count < 3) return;
      const href = `${places.home}?code=stolen&state=forged`;
      window.postMessage({ type: 'epos-login:answer', state: 'forged', href }, location.origin);
    },
    play: reloaded(),
    expected: accepted(again),
    log: (log) => {
      if (log.some(({ body }) => body.code === 'stolen')) throw new Error('a forged code was sent');
    },
  },
];

import type { Case, PageUnderTest } from '../case.ts';
import type { Reply } from '../server/faults.ts';
import { accepted, signedOut, until } from '../expectations.ts';
import { signedIn } from '../plays.ts';

/** Only in answers to refreshes. */
const later =
  <T>(value: T) =>
  ({ count }: { count: number }) =>
    count > 1 ? value : {};
const onRefresh = (reply: Reply) => ({
  refreshes: true,
  reply: { token: ({ count }: { count: number }) => (count > 1 ? reply : undefined) },
});

/** Asks for another token, although this one is good; tells how that ended and how the session stands. */
const renew = signedIn(async ({ codeOf, epos }) => [
  await codeOf(epos.getToken({ renew: true })),
  'session' in epos.state ? epos.state.session : epos.state.kind,
]);

/** Asks for a token when the present one has run out. */
const afterExpiry = signedIn(async ({ codeOf, epos, pass }: PageUnderTest) => {
  pass(400);
  return [await codeOf(epos.getToken()), 'session' in epos.state ? epos.state.session : epos.state.kind];
});

/** A refresh that failed for reasons of its own: the session stands. */
const stays = { ...accepted(['token'], [null, 'offline']) };

/** Refresh: OpenID Connect Core 12, RFC 6749 section 6, and what a line may do to it. */
export const session: readonly Case[] = [
  {
    id: 'oidcc-client-test-refresh-token',
    about: 'a token that has run out is renewed, with the keys that are known',
    faults: { refreshes: true },
    play: afterExpiry,
    expected: accepted(['token'], [null, 'fresh']),
  },
  {
    id: 'oidcc-client-test-refresh-token-invalid-issuer',
    about: 'a refreshed id_token of another issuer is refused',
    faults: { refreshes: true, claims: later({ iss: 'https://evil.example' }) },
    play: renew,
    expected: accepted(['token'], ['id_token_invalid', 'fresh']),
  },
  {
    id: 'oidcc-client-test-refresh-token-invalid-sub',
    about: 'a refreshed id_token of another person is refused',
    faults: { refreshes: true, claims: later({ sub: 'person-2' }) },
    play: renew,
    expected: accepted(['token'], ['id_token_invalid', 'fresh']),
  },
  {
    id: 'oidcc-core-12.2-aud',
    about: 'a refreshed id_token for another client is refused',
    faults: { refreshes: true, claims: later({ aud: 'another' }) },
    play: renew,
    expected: accepted(['token'], ['id_token_invalid', 'fresh']),
  },
  {
    id: 'oidcc-core-12.2-nonce',
    about: 'a refreshed id_token of another sign-in is refused',
    faults: { refreshes: true, claims: later({ nonce: 'another' }) },
    play: renew,
    expected: accepted(['token'], ['id_token_invalid', 'fresh']),
  },
  {
    id: 'oidcc-core-12.2-signature',
    about: 'a refreshed id_token by a key that nobody has published is refused',
    faults: {
      refreshes: true,
      signer: ({ request }) => (request.body.grant_type === 'refresh_token' ? 'unpublished' : 'published'),
    },
    play: renew,
    expected: accepted(['token'], ['id_token_invalid', 'fresh']),
  },
  {
    id: 'oidcc-core-12.2-no-id-token',
    about: 'a refresh may do without an id_token',
    faults: { refreshes: true, token: later({ id_token: undefined }) },
    play: renew,
    expected: accepted(['token'], [null, 'fresh']),
  },
  {
    id: 'rfc6749-6-token-type',
    about: 'a refreshed token of another type is refused',
    faults: { refreshes: true, token: later({ token_type: 'mac' }) },
    play: renew,
    expected: accepted(['token'], ['bad_response', 'fresh']),
  },
  {
    id: 'rfc9700-4.14-invalid-grant-and-known-at-the-issuer',
    about: 'a refresh token found spent is followed by one silent question, which finds the session',
    faults: onRefresh({ status: 400, body: { error: 'invalid_grant' } }),
    play: signedIn(async ({ codeOf, epos }) => codeOf(epos.getToken({ renew: true }))),
    // The code of the silent answer is refused as well: the SSO has lost the session.
    expected: { ...accepted(['token', 'authorize', 'token'], 'token_refused') },
  },
  {
    id: 'rfc9700-4.14-invalid-grant-and-over',
    about: 'a refresh token found spent ends the session where the issuer knows nobody any more',
    faults: {
      ...onRefresh({ status: 400, body: { error: 'invalid_grant' } }),
      answer: ({ request }) => (request.query.prompt === 'none' ? { code: undefined, error: 'login_required' } : {}),
    },
    play: signedIn(async ({ codeOf, epos }) => codeOf(epos.getToken({ renew: true }))),
    expected: signedOut('ended', [...until.portal, 'token', 'authorize'], 'session_ended'),
  },
  {
    id: 'refresh-500',
    about: 'a server that fails signs nobody out',
    faults: onRefresh({ status: 500 }),
    play: renew,
    expected: stays,
  },
  {
    id: 'refresh-503',
    about: 'a server under repair signs nobody out',
    faults: onRefresh({ status: 503 }),
    play: renew,
    expected: stays,
  },
  {
    id: 'refresh-429',
    about: 'a server that wants fewer questions gets no more until the time it says',
    faults: onRefresh({ status: 429, headers: { 'retry-after': '120' } }),
    play: signedIn(async ({ codeOf, epos, pass }) => {
      const first = await codeOf(epos.getToken({ renew: true }));
      pass(60);
      return [first, await codeOf(epos.getToken({ renew: true }))];
    }),
    expected: accepted(['token'], [null, null]),
  },
  {
    id: 'refresh-dropped',
    about: 'a line that breaks signs nobody out',
    faults: onRefresh({ line: 'drop' }),
    play: renew,
    expected: stays,
  },
  {
    id: 'refresh-hangs',
    about: 'an answer that never comes signs nobody out',
    faults: onRefresh({ line: 'hang' }),
    options: { timeout: 1_000 },
    play: renew,
    expected: stays,
  },
  {
    id: 'refresh-without-cors',
    about: 'an answer that the browser may not show signs nobody out',
    faults: onRefresh({ cors: false, body: {} }),
    play: renew,
    expected: stays,
  },
  {
    id: 'refresh-dropped-after-expiry',
    about: 'without a token the call fails, and the session waits for the line',
    faults: onRefresh({ line: 'drop' }),
    play: afterExpiry,
    expected: { ...accepted(['token', 'token'], ['network', 'offline']), token: false },
  },
  {
    id: 'refresh-dropped-once',
    about: 'when the line returns the session goes on',
    faults: {
      refreshes: true,
      reply: { token: ({ count }) => (count === 2 ? { line: 'drop' } : undefined) },
    },
    play: signedIn(async ({ codeOf, epos, pass }) => {
      pass(400);
      const first = await codeOf(epos.getToken());
      pass(60);
      return [first, await codeOf(epos.getToken()), 'session' in epos.state && epos.state.session];
    }),
    expected: accepted(['token', 'token'], ['network', null, 'fresh']),
  },
  {
    id: 'refresh-html',
    about: 'a page of a captive portal signs nobody out',
    faults: onRefresh({ headers: { 'content-type': 'text/html' }, body: '<h1>Войдите в сеть</h1>' }),
    play: renew,
    expected: accepted(['token'], ['bad_response', 'fresh']),
  },
  {
    id: 'refresh-shared',
    about: 'five who want a token share one refresh',
    faults: { refreshes: true },
    play: signedIn(async ({ epos, pass }) => {
      pass(400);
      const tokens = await Promise.all(Array.from({ length: 5 }, () => epos.getToken()));
      return new Set(tokens).size;
    }),
    expected: accepted(['token'], 1),
  },
  {
    id: 'refresh-rotates',
    about: 'each refresh uses the refresh token of the last',
    faults: { refreshes: true },
    play: signedIn(async ({ epos }) => {
      for (let count = 0; count < 3; count += 1) await epos.getToken({ renew: true });
    }),
    expected: accepted(['token', 'token', 'token']),
  },
];

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatewayHeader } from '@epos-login/core/contract';
import { origin } from '../test/hostile-visit.ts';
import { problemOf } from '../test/stage.ts';
import { answered, grants, minute, pick, start } from '../test/timed-visit.ts';
import type { Faults, Fields, Moment, Reply } from '../../../core/src/hostile/server/faults.ts';

/** The id_token of a renewal, with claims that are not those of the sign-in. */
const renewed = (claims: Fields): Faults => ({
  claims: ({ request }) => (request.body.grant_type === 'refresh_token' ? claims : {}),
});

describe('a session in cookies', () => {
  it('ends when nothing happens for half an hour', async () => {
    const { visit, pass } = await start();
    assert.deepEqual(pick(await visit.session()), { expires_in: 1800, sliding: true, refresh_in: 290 });
    pass(29 * minute);
    assert.equal((await visit.session()).session?.expires_in, 60);
    pass(minute);
    assert.deepEqual(await visit.session(), { session: null, reason: 'idle' });
    // Asking who is signed in writes nothing: an old answer must not undo a new sign-in.
    assert.ok(visit.cookies.has('epos-session'));
  });

  it('lives on by refreshing, up to its absolute end', async () => {
    const { visit, pass, refresh } = await start({ session: { absolute: 3600, idle: 1800 } });
    const { session } = await visit.session();
    for (const left of [1800, 1800, 900]) {
      pass(15 * minute);
      const renewed = await answered(await refresh());
      assert.equal(renewed.session?.expires_in, left);
      assert.equal(renewed.session.id, session?.id);
    }
    pass(15 * minute);
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
    assert.equal(await problemOf(await refresh()), '401 session_ended');
    assert.equal(visit.cookies.has('epos-session'), false);
    assert.deepEqual(await visit.session(), { session: null, reason: 'never' });
  });

  it('knows no idleness where it is not to slide', async () => {
    const { visit, pass } = await start({ session: { absolute: 7200, sliding: false } });
    assert.deepEqual(pick(await visit.session()), { expires_in: 7200, sliding: false, refresh_in: 290 });
    pass(119 * minute);
    assert.equal((await visit.session()).session?.expires_in, 60);
  });

  it('asks to be refreshed before it counts as idle, though the token lives long', async () => {
    const { visit } = await start({ session: { idle: 120 } });
    assert.equal((await visit.session()).session?.refresh_in, 60);
  });

  it('ends with its token where the issuer gives no refresh token', async () => {
    const { visit, pass } = await start({}, { refreshes: false });
    const { session } = await visit.session();
    assert.equal(session?.expires_in, 300);
    pass(5 * minute);
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
  });

  it('asks the issuer at most every few seconds, however many tabs refresh', async () => {
    const { visit, pass, refresh } = await start();
    pass(4 * minute);
    await answered(await refresh());
    await answered(await refresh());
    assert.equal(grants(visit), 1);
  });

  it('asks the issuer however few seconds ago it did, where the token is used up', async () => {
    const { visit, pass, refresh } = await start({}, { token: { expires_in: 3 } });
    pass(3000);
    await answered(await refresh());
    assert.equal(grants(visit), 1);
  });

  it('is ended by the issuer alone', async () => {
    const hang = (): Reply => ({ line: 'hang' });
    const refusals: [Faults['reply'], string][] = [
      [{ token: () => ({ status: 400, body: { error: 'invalid_grant' } }) }, '401 session_ended'],
      [{ token: () => ({ status: 400, body: { error: 'invalid_request' } }) }, '503 unavailable'],
      [{ token: () => ({ status: 401, body: { error: 'invalid_client' } }) }, '503 unavailable'],
      [{ token: () => ({ status: 500, body: { error: 'invalid_grant' } }) }, '503 unavailable'],
      [{ token: () => ({ status: 502 }) }, '503 unavailable'],
      [{ token: () => ({ status: 429, headers: { 'retry-after': '7' } }) }, '429 rate_limited'],
      [{ token: () => ({ line: 'drop' }) }, '503 unavailable'],
      [{ token: () => ({ line: 'cut', body: { access_token: 'x' } }) }, '503 unavailable'],
      [{ token: () => ({ status: 302, headers: { location: 'http://foreign.example/' } }) }, '503 unavailable'],
      [{ token: () => ({ body: '<h1>Вход в сеть</h1>' }) }, '503 unavailable'],
      [{ token: hang }, '503 unavailable'],
    ];
    for (const [reply, problem] of refusals) {
      let broken = false;
      const token: NonNullable<Faults['reply']>['token'] = (moment) => (broken ? reply?.token?.(moment) : undefined);
      const limit = reply?.token === hang ? { timeout: 1000 } : {};
      const { visit, pass, refresh } = await start(limit, { reply: { token } });
      pass(4 * minute);
      broken = true;
      const response = await refresh();
      assert.equal(await problemOf(response), problem);
      assert.equal(response.headers.get('retry-after'), problem.startsWith('429') ? '7' : null);
      const ended = problem.startsWith('401');
      assert.equal(visit.cookies.has('epos-session'), !ended);
      assert.equal(!(await visit.session()).session, ended);
      if (ended) continue;
      broken = false;
      // The longest pause that was asked for.
      pass(7000);
      assert.ok((await answered(await refresh())).session);
    }
  });

  const isRenewal = ({ request }: Moment) => request.body.grant_type === 'refresh_token';
  const renewals: [string, Faults][] = [
    ['an id_token of another issuer', renewed({ iss: 'http://other.localhost' })],
    ['an id_token for another client', renewed({ aud: 'another' })],
    ['an id_token of another sign-in', renewed({ nonce: 'another' })],
    [
      'an id_token by a key that nobody has published',
      { signer: (moment) => (isRenewal(moment) ? 'unpublished' : 'published') },
    ],
    ['a token of a kind that nobody knows', { token: (moment) => (isRenewal(moment) ? { token_type: 'mac' } : {}) }],
  ];
  for (const [what, faults] of renewals) {
    it(`takes no ${what.replace(/^an? /, '')} for a renewal, and goes on`, async () => {
      const { visit, pass, refresh } = await start({}, faults);
      pass(minute);
      assert.equal(await problemOf(await refresh()), '503 unavailable');
      assert.ok((await visit.session()).session);
    });
  }

  for (const [what, faults] of [
    ['a nonce in the id_token', renewed({ nonce: undefined })],
    ['an id_token', { idToken: (token: string, moment: Moment) => (isRenewal(moment) ? undefined : token) }],
  ] as const) {
    it(`is renewed without ${what}`, async () => {
      const { visit, pass, refresh } = await start({}, faults);
      pass(minute);
      assert.ok((await answered(await refresh())).session);
      assert.equal(grants(visit), 1);
    });
  }

  it('stays as it was where what it is renewed by fits into no cookie', async () => {
    const access_token = Buffer.from(crypto.getRandomValues(new Uint8Array(9000))).toString('base64url');
    const { visit, pass, refresh } = await start(
      {},
      { claims: () => ({ at_hash: undefined }), token: (moment) => (isRenewal(moment) ? { access_token } : {}) },
    );
    pass(minute);
    assert.equal(await problemOf(await refresh()), '500 server_error');
    assert.ok(visit.events.some(({ type }) => type === 'session_too_large'));
    assert.ok((await visit.session()).session);
  });

  it('stays the same person’s', async () => {
    let sub: unknown = 'person-1';
    const { visit, pass, refresh } = await start({}, { claims: () => ({ sub }) });
    sub = 'person-2';
    pass(minute);
    assert.equal(await problemOf(await refresh()), '503 unavailable');
    assert.equal((await visit.session()).session?.claims.sub, 'person-1');
  });

  it('gives way to the next sign-in, though a refresh that was under way answers after it', async () => {
    let sub = 'person-1';
    const { visit, pass } = await start({}, { claims: () => ({ sub }) });
    pass(minute);
    const before = [...visit.cookies].map((pair) => pair.join('=')).join('; ');
    const headers = { [gatewayHeader]: '1', origin, cookie: before };
    const late = await visit.gateway(new Request(`${origin}/auth/refresh`, { method: 'POST', headers }));
    sub = 'person-2';
    assert.equal(await visit.outcome(), 'ready');
    assert.equal((await visit.session()).session?.claims.sub, 'person-2');
    const [, cookie] = /^epos-session=([^;]+)/.exec(late.headers.getSetCookie()[0] ?? '') ?? [];
    visit.cookies.set('epos-session', cookie!);
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
  });

  it('is no session where anything of it was changed', async () => {
    const { visit } = await start();
    const good = visit.cookies.get('epos-session')!;
    for (const bad of ['', '1~', 'x', good.slice(2), `2~${good.slice(2)}`, `${good}x`, good.replace('.', '')]) {
      visit.cookies.set('epos-session', bad);
      assert.deepEqual(await visit.session(), { session: null, reason: 'ended' }, bad.slice(0, 20));
    }
    visit.cookies.set('epos-session', good);
    assert.ok((await visit.session()).session);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatewayHeader, type GatewaySession } from '@epos-login/core/contract';
import { memoryStore, type GatewayOptions, type SessionStore } from '../gateway.ts';
import { Labels } from './labels.ts';
import { HostileVisit, origin } from '../test/hostile-visit.ts';
import { keys, problemOf } from '../test/stage.ts';
import type { Faults, Fields, Moment, Reply } from '../../../core/src/hostile/server/faults.ts';

const minute = 60_000;

/** A signed-in browser, and a clock for gateway and store. */
async function start(options: Partial<GatewayOptions> & { stored?: boolean } = {}, faults: Faults = {}) {
  const time = { now: Date.now() };
  const clock = () => time.now;
  const { stored, ...rest } = options;
  const store = stored ? memoryStore({ clock }) : undefined;
  // The issuer goes by the real clock, and its tokens must not look old.
  const claims = () => ({ iat: Math.floor(time.now / 1000), exp: Math.floor(time.now / 1000) + 300 });
  const all = { refreshes: true, claims, ...faults };
  const visit = new HostileVisit({ faults: all }, { clock, ...(store ? { store } : {}), ...rest });
  assert.equal(await visit.outcome(), 'ready');
  const pass = (milliseconds: number) => (time.now += milliseconds);
  const refresh = () => visit.call('/auth/refresh', { method: 'POST' });
  /** The same browser at another instance, with the same store and issuer. */
  const elsewhere = (changed: Partial<GatewayOptions> = {}) => {
    const fetch: typeof globalThis.fetch = (input, init) => visit.fetch(new Request(input, init));
    const other = new HostileVisit({}, { clock, ...(store ? { store } : {}), ...rest, fetch, ...changed });
    for (const [name, value] of visit.cookies) other.cookies.set(name, value);
    return other;
  };
  return { visit, pass, refresh, store, elsewhere };
}

/** The id_token of a renewal, with claims that are not those of the sign-in. */
const renewed = (claims: Fields): Faults => ({
  claims: ({ request }) => (request.body.grant_type === 'refresh_token' ? claims : {}),
});

async function answered(response: Response): Promise<GatewaySession> {
  assert.equal(response.status, 200);
  return (await response.json()) as GatewaySession;
}

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

describe('a session in a store', () => {
  it('is put off by what a person does, and not by a page’s clock', async () => {
    const { visit, pass } = await start({ stored: true });
    assert.deepEqual(pick(await visit.session()), { expires_in: 1800, sliding: true });
    pass(20 * minute);
    const passive = await visit.call('/auth/session?passive=1');
    assert.equal((await answered(passive)).session?.expires_in, 600);
    assert.equal((await visit.session()).session?.expires_in, 1800);
    pass(20 * minute);
    await (await visit.call('/api/v1/me')).text();
    pass(20 * minute);
    assert.ok((await visit.session()).session);
    pass(30 * minute);
    assert.deepEqual(await visit.session(), { session: null, reason: 'idle' });
  });

  it('can be told to have been idle for half an hour more, and does not come back', async () => {
    const { visit, pass, refresh } = await start({ stored: true });
    const cookie = visit.cookies.get('epos-session')!;
    pass(59 * minute);
    assert.deepEqual(await visit.session(), { session: null, reason: 'idle' });
    assert.equal(await problemOf(await visit.call('/api/v1/me')), '401 session_ended');
    assert.equal(await problemOf(await refresh()), '401 session_ended');
    visit.cookies.set('epos-session', cookie);
    assert.deepEqual(await visit.session(), { session: null, reason: 'idle' });
    pass(minute);
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
  });

  it('ends at its absolute end, whatever happens', async () => {
    const { visit, pass } = await start({ stored: true, session: { absolute: 3600, idle: 1800 } });
    for (const left of [1800, 1800, 900]) {
      pass(15 * minute);
      assert.equal((await visit.session()).session?.expires_in, left);
    }
    pass(15 * minute);
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
  });

  it('renews by itself, once for all who ask at a time', async () => {
    const { visit, pass } = await start({ stored: true });
    pass(5 * minute);
    const answers = await Promise.all(Array.from({ length: 10 }, () => visit.call('/api/v1/me')));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    assert.equal(grants(visit), 1);
    assert.deepEqual(
      answers.flatMap(({ headers }) => headers.getSetCookie()),
      [],
    );
  });

  it('is renewed once across instances', async () => {
    const { visit, pass, elsewhere } = await start({ stored: true });
    const other = elsewhere();
    pass(5 * minute);
    const answers = await Promise.all([visit, other, visit, other].map((one) => one.call('/api/v1/me')));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    assert.equal(grants(visit), 1);
  });

  it('goes on under a new key while the old one is there too, and for good once it is renewed', async () => {
    const [old, fresh] = [keys[0]!, keys[1]!];
    const { visit, pass, elsewhere } = await start({ stored: true, keys: [old] });
    pass(5 * minute);
    const alone = elsewhere({ keys: [fresh] });
    assert.deepEqual(await alone.session(), { session: null, reason: 'ended' });
    assert.equal(await problemOf(await alone.call('/api/v1/me')), '401 session_ended');
    const both = elsewhere({ keys: [fresh, old] });
    assert.equal((await both.session()).session?.id, (await visit.session()).session?.id);
    assert.equal(grants(visit), 0);
    assert.equal((await both.call('/api/v1/me')).status, 200);
    assert.equal(grants(visit), 1);
    assert.ok((await elsewhere({ keys: [fresh] }).session()).session);
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
  });

  it('keeps the tokens that its store could not take, where each refresh token is good once', async () => {
    let away = 0;
    const memory = memoryStore();
    const store: SessionStore = {
      ...memory,
      replace: (key, value) => (away-- > 0 ? Promise.reject(new Error('x')) : memory.replace(key, value)),
    };
    const { visit, pass } = await start({ store });
    for (const failures of [1, 3]) {
      pass(5 * minute);
      away = failures;
      for (let count = 0; count < failures; count += 1) {
        assert.equal(await problemOf(await visit.call('/api/v1/me')), '503 unavailable');
      }
      assert.equal((await visit.call('/api/v1/me')).status, 200);
    }
    assert.equal(grants(visit), 2);
    // Used up before the store was back: the next is bought with what was kept.
    pass(5 * minute);
    away = 1;
    assert.equal(await problemOf(await visit.call('/api/v1/me')), '503 unavailable');
    pass(5 * minute);
    assert.equal((await visit.call('/api/v1/me')).status, 200);
    assert.equal(grants(visit), 4);
  });

  it('spends no refresh token while the issuer’s keys cannot be had', async () => {
    let away = false;
    const keys = () => (away ? { status: 503 } : undefined);
    const { visit, pass, elsewhere } = await start({ stored: true }, { reply: { keys } });
    const other = elsewhere();
    pass(5 * minute);
    away = true;
    assert.equal(await problemOf(await other.call('/api/v1/me')), '503 unavailable');
    assert.equal(grants(visit), 0);
    away = false;
    assert.equal((await other.call('/api/v1/me')).status, 200);
  });

  it('does not come back when it is ended in the middle of a refresh', async () => {
    const ending: { now?: () => Promise<void> } = {};
    const { visit, pass, store } = await start(
      { stored: true },
      {
        reply: {
          token: ({ request }) => {
            if (request.body.grant_type === 'refresh_token') void ending.now?.();
            return undefined;
          },
        },
      },
    );
    ending.now = async () => {
      const [label] = new Labels([Buffer.from(keys[0]!, 'base64')]).of({ way: 'sso', kind: 'sub', value: 'person-1' });
      assert.equal(await store!.revoke(label), 1);
    };
    pass(5 * minute);
    assert.equal(await problemOf(await visit.call('/api/v1/me')), '401 session_ended');
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
  });

  it('ends where the issuer says so', async () => {
    const token: NonNullable<Faults['reply']>['token'] = ({ request }) =>
      request.body.grant_type === 'refresh_token' ? { status: 400, body: { error: 'invalid_grant' } } : undefined;
    const { visit, pass } = await start({ stored: true }, { reply: { token } });
    pass(5 * minute);
    assert.equal(await problemOf(await visit.call('/api/v1/me')), '401 session_ended');
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
  });

  it('shows nobody who reads the store a cookie, a token or a name', async () => {
    const written: string[] = [];
    const memory = memoryStore();
    const store: SessionStore = {
      ...memory,
      create(key, value, options) {
        written.push(key, value, ...options.labels);
        return memory.create(key, value, options);
      },
    };
    const { visit } = await start({ store });
    const name = visit.cookies.get('epos-session')!.slice(2);
    assert.doesNotMatch(written.join(' '), /person-1|access-|refresh-/);
    assert.equal(written.join(' ').includes(name), false);
  });

  it('is nobody’s where the store was given what is another’s', async () => {
    const values = new Map<string, string>();
    const memory = memoryStore();
    const store: SessionStore = {
      ...memory,
      create(key, value, options) {
        if (options.labels.length) values.set(key, value);
        return memory.create(key, value, options);
      },
    };
    const [one, two] = [await start({ store }), await start({ store })];
    const [first, second] = [...values.keys()];
    await store.replace(second!, values.get(first!)!);
    assert.ok((await one.visit.session()).session);
    assert.deepEqual(await two.visit.session(), { session: null, reason: 'ended' });
  });

  it('is not taken for ended where the store is away', async () => {
    let away = false;
    const memory = memoryStore();
    const reached = <T>(ask: () => Promise<T>) => (away ? Promise.reject(new Error('ECONNREFUSED')) : ask());
    const broken: SessionStore = {
      ...memory,
      get: (key) => reached(() => memory.get(key)),
      check: () => reached(() => memory.check()),
    };
    const { visit, refresh } = await start({ store: broken });
    away = true;
    for (const ask of [() => visit.call('/auth/session'), refresh, () => visit.call('/api/v1/me')]) {
      const response = await ask();
      assert.equal(await problemOf(response), '503 unavailable');
      assert.deepEqual(response.headers.getSetCookie(), []);
    }
    assert.deepEqual(await visit.gateway.check(), { providers: true, store: false });
    away = false;
    assert.ok((await visit.session()).session);
    assert.deepEqual(await visit.gateway.check(), { providers: true, store: true });
  });
});

function pick({ session }: GatewaySession): object {
  const { id: _id, claims: _claims, ...rest } = session!;
  return rest;
}

function grants(visit: HostileVisit): number {
  return visit.asked('token').filter(({ body }) => body.grant_type === 'refresh_token').length;
}

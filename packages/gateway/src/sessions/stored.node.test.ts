import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore, type SessionStore } from '../gateway.ts';
import { Labels } from './labels.ts';
import { keys, problemOf } from '../test/stage.ts';
import { answered, grants, minute, pick, start } from '../test/timed-visit.ts';
import type { Faults } from '../../../core/src/hostile/server/faults.ts';

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

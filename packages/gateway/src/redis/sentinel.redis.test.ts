import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startRedisSentinel, type RedisSentinel } from '../../../../scripts/redis/sentinel.ts';
import type { SessionStore } from '../sessions/store.ts';
import { randomName, storeRules, until } from '../test/session-store.ts';
import { redisStore } from './redis.ts';

let sentinel: RedisSentinel;
let store: SessionStore;

before(async () => {
  sentinel = await startRedisSentinel();
  const { name, port } = sentinel;
  store = redisStore({ sentinel: { name, sentinelRootNodes: [{ host: '127.0.0.1', port }] }, timeout: 1000 });
});
after(async () => {
  await store.close();
  await sentinel.close();
});

storeRules('A sentinel', () => store);

describe('a sentinel', () => {
  test('names another primary when the first dies; who was signed in stays so', { timeout: 90_000 }, async () => {
    const keys = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const key = randomName();
        await store.create(key, 'value', { labels: [randomName()], seconds: 600 });
        return key;
      }),
    );
    await sentinel.replicated();
    await sentinel.primary.kill();
    const during = await store.get(keys[0]!).catch((error: unknown) => error as Error);
    assert.ok(during instanceof Error);
    await until(() =>
      store.check().then(
        () => true,
        () => false,
      ),
    );
    const found = await Promise.all(keys.map((key) => store.get(key)));
    assert.equal(found.filter(Boolean).length, keys.length);
    assert.equal(await store.replace(keys[0]!, 'new'), true);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createCluster } from 'redis';
import { startRedisCluster, type RedisCluster } from '../../../../scripts/redis/cluster.ts';
import type { SessionStore } from '../sessions/store.ts';
import { randomName, storeRules, until } from '../test/session-store.ts';
import { redisStore } from './redis.ts';

let cluster: RedisCluster;
let store: SessionStore;

before(async () => {
  cluster = await startRedisCluster();
  store = redisStore({ cluster: { rootNodes: cluster.nodes.map(({ url }) => ({ url })) }, timeout: 1000 });
});
after(async () => {
  await store.close();
  await cluster.close();
});

const works = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

async function begun(count: number, label: string): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const key = randomName();
      await store.create(key, 'value', { labels: [label], seconds: 600 });
      return key;
    }),
  );
}

storeRules('A cluster', () => store);

describe('a cluster of three', () => {
  test('shares the sessions of one label among all', async () => {
    const keys = await begun(60, randomName());
    assert.equal((await Promise.all(keys.map((key) => store.get(key)))).filter(Boolean).length, 60);
    for (const [index, count] of cluster.countKeys().entries()) assert.ok(count > 10, `node ${index}: ${count}`);
  });

  test('is followed where slots move to', async () => {
    const label = randomName();
    const keys = await begun(60, label);
    cluster.move(2000);
    assert.equal((await Promise.all(keys.map((key) => store.get(key)))).filter(Boolean).length, 60);
    assert.equal(await store.revoke(label), 60);
  });

  test('that lacks a node refuses in time, and has everything when it is whole', { timeout: 60_000 }, async () => {
    const keys = await begun(60, randomName());
    await cluster.nodes[1]!.kill();
    const answers = await Promise.all(keys.map((key) => store.get(key).catch((error: unknown) => error as Error)));
    assert.ok(answers.some((answer) => answer instanceof Error));
    // Never a word that a session is gone.
    assert.ok(!answers.includes(undefined));
    await cluster.nodes[1]!.start();
    await until(() => works(Promise.all(keys.map((key) => store.get(key)))));
    assert.equal((await Promise.all(keys.map((key) => store.get(key)))).filter(Boolean).length, 60);
  });

  test('that is away as a whole is found again', { timeout: 60_000 }, async () => {
    const [key] = await begun(1, randomName());
    await Promise.all(cluster.nodes.map((node) => node.kill()));
    await assert.rejects(store.get(key!));
    await assert.rejects(store.check());
    await Promise.all(cluster.nodes.map((node) => node.start()));
    await until(() => works(store.get(key!)));
    assert.equal((await store.get(key!))?.value, 'value');
  });

  test('may come after the gateway', { timeout: 60_000 }, async () => {
    await Promise.all(cluster.nodes.map((node) => node.stop()));
    const own = redisStore({ cluster: { rootNodes: cluster.nodes.map(({ url }) => ({ url })) }, timeout: 1000 });
    await assert.rejects(own.check());
    await Promise.all(cluster.nodes.map((node) => node.start()));
    await until(() => works(own.check()));
    await own.close();
  });

  test('can be a client of yours', async () => {
    const client = createCluster({ rootNodes: [{ url: cluster.nodes[0]!.url }] });
    const own = redisStore({ client });
    const [key] = await begun(1, randomName());
    assert.equal((await own.get(key!))?.value, 'value');
    client.destroy();
  });
});

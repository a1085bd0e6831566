import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storeRules } from '../test/session-store.ts';
import { memoryStore } from './memory-store.ts';

storeRules('memoryStore', () => shared);
const shared = memoryStore();

describe('memoryStore', () => {
  it('forgets by its clock, and lets the oldest go where there are too many', async () => {
    let now = 0;
    const store = memoryStore({ capacity: 2, clock: () => now });
    const create = (key: string) => store.create(key, key, { labels: ['all'], seconds: 10 });
    await create('first');
    await create('second');
    await create('third');
    assert.equal(await store.get('first'), undefined);
    now = 9999;
    assert.deepEqual(await store.get('third'), { value: 'third', expiresIn: 1 });
    now = 10_000;
    assert.equal(await store.get('third'), undefined);
    assert.equal(await store.revoke('all'), 0);
    await create('fourth');
    assert.equal(await store.revoke('all'), 1);
  });

  it('lets no session go for what is over, wherever that lies', async () => {
    let now = 0;
    const store = memoryStore({ capacity: 1500, clock: () => now });
    const create = (key: string, seconds: number) => store.create(key, key, { labels: [], seconds });
    await create('session', 3600);
    for (let count = 0; count < 5000; count += 1) {
      now += 100;
      await create(`arrival ${count}`, 30);
    }
    assert.ok(await store.get('session'));
  });

  it('lets nobody in beside the first because a second has lost patience', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const store = memoryStore();
    const work = Promise.withResolvers<undefined>();
    const order: string[] = [];
    const first = store.lock('key', async () => {
      await work.promise;
      order.push('first');
    });
    const second = store.lock('key', () => Promise.resolve());
    const refused = assert.rejects(second, /locked for too long/);
    t.mock.timers.tick(15_000);
    await refused;
    const third = store.lock('key', () => {
      order.push('third');
      return Promise.resolve();
    });
    // By then the third would be in.
    await new Promise((resolve) => setImmediate(resolve));
    work.resolve(undefined);
    await Promise.all([first, third]);
    assert.deepEqual(order, ['first', 'third']);
  });

  it('forgets everything when it is closed', async () => {
    const store = memoryStore();
    await store.create('one', 'x', { labels: [], seconds: 10 });
    await store.close();
    assert.equal(await store.get('one'), undefined);
  });
});

/** What a browser does only when things go wrong; what it does otherwise stands in browser-keys.test.ts. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { browserKeys } from './browser-keys.ts';
import { makeKey, thumbprint } from './proof.ts';

/** Waits where a connection is still open. */
afterEach(async () => {
  await new Promise<void>((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('epos-login-dpop');
    deleting.onsuccess = () => {
      resolve();
    };
    deleting.onblocked = () => {
      reject(new Error('A connection was left open'));
    };
  });
});

const write = (name: string, value: unknown) => browserKeys.keep(name, value as CryptoKeyPair);
const keptOf = async (name: string) => thumbprint(await browserKeys.keep(name, await makeKey()));

it('keeps the first key under a name until it is dropped', async () => {
  const [first, second] = [await makeKey(), await makeKey()];
  assert.equal(await browserKeys.keep('a', first), first);
  assert.equal(await thumbprint(await browserKeys.keep('a', second)), await thumbprint(first));
  assert.equal(await browserKeys.keep('b', second), second);
  await browserKeys.drop('a');
  assert.equal(await browserKeys.keep('a', second), second);
  assert.equal(await keptOf('b'), await thumbprint(second));
});

it('replaces a pair of which a half is lost', async () => {
  for (const half of ['publicKey', 'privateKey'] as const) {
    const pair = await makeKey();
    await write('a', { [half]: pair[half] });
    assert.equal(await browserKeys.keep('a', pair), pair);
    assert.equal(await keptOf('a'), await thumbprint(pair));
    await browserKeys.drop('a');
  }
});

it('rejects where the browser cannot clone the key, and keeps nothing', async () => {
  await assert.rejects(write('a', { privateKey: () => 0 }), { name: 'DataCloneError' });
  const pair = await makeKey();
  assert.equal(await browserKeys.keep('a', pair), pair);
});

it('rejects where the browser takes back what it has written, as with a full disk', async ({ mock }) => {
  const original = Reflect.get(IDBObjectStore.prototype, 'put') as (...record: unknown[]) => IDBRequest<IDBValidKey>;
  mock.method(IDBObjectStore.prototype, 'put', function (this: IDBObjectStore, ...record: unknown[]) {
    const request = original.apply(this, record);
    request.addEventListener('success', () => {
      this.transaction.abort();
    });
    return request;
  });
  await assert.rejects(write('a', await makeKey()));
});

it('rejects where IndexedDB is blocked', async ({ mock }) => {
  mock.method(indexedDB, 'open', () => {
    throw new DOMException('blocked', 'SecurityError');
  });
  await assert.rejects(browserKeys.drop('a'), { name: 'SecurityError' });
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type DirectTab, home } from '../test/direct-tab.ts';
import { bound, kept, minutes, openTab, refreshes, sso, until } from '../test/vault-stage.ts';

let tab: DirectTab;

beforeEach(async () => {
  sso.faults = { token: { token_type: 'DPoP' } };
  tab = openTab({ storage: 'persistent', dpop: bound });
  await tab.signIn();
});

describe('a database', () => {
  /** What the browser's own does, with one call that is another. */
  type Twist = (store: IDBObjectStore) => void;

  function twisted(real: IDBFactory, twist: Twist): IDBFactory {
    const factory = Object.create(real) as IDBFactory;
    factory.open = (name) => {
      const opening = real.open(name);
      opening.addEventListener('success', () => {
        const database = opening.result;
        const begin = database.transaction.bind(database);
        database.transaction = (...rest) => {
          const transaction = begin(...rest);
          const store = transaction.objectStore('sessions');
          transaction.objectStore = () => store;
          twist(store);
          return transaction;
        };
      });
      return opening;
    };
    return factory;
  }

  const thrown = (): never => {
    throw new DOMException('', 'UnknownError');
  };
  const unanswered = () => ({}) as IDBRequest;
  const opened = (event: string, result?: object) => ({
    open: () => {
      const opening: { result: unknown; [event: string]: unknown } = { result };
      setImmediate(() => (opening[event] as (() => void) | undefined)?.());
      return opening;
    },
  });

  const broken: Record<string, (real: IDBFactory) => unknown> = {
    'that is not there': () => undefined,
    'that throws when it is opened': () => ({ open: thrown }),
    'that cannot be opened': () => opened('onerror'),
    'that is blocked for ever': () => opened('onblocked'),
    'that never answers': () => opened('nothing'),
    'that throws when it is read': (real) => twisted(real, (store) => (store.get = thrown)),
    'that forgets what it was asked': (real) => twisted(real, (store) => (store.get = unanswered)),
    'that cannot be read': (real) =>
      twisted(real, (store) => {
        const get = store.get.bind(store);
        store.get = (query) => {
          store.transaction.abort();
          return get(query);
        };
      }),
    'that is full': (real) => twisted(real, (store) => (store.put = thrown)),
    'that is full, as it finds at the end': (real) =>
      twisted(real, (store) => {
        const put = store.put.bind(store);
        store.put = (...rest) => {
          const request = put(...rest);
          store.transaction.abort();
          return request;
        };
      }),
    'that begins no transaction': () => opened('onsuccess', { transaction: thrown, close: () => undefined }),
  };

  for (const [what, breakIt] of Object.entries(broken)) {
    it(`${what} makes the session one of memory, and nothing worse`, async () => {
      const own = openTab({ storage: 'persistent', dpop: bound, timeout: 1000 });
      own.browser.indexedDB = breakIt(own.browser.indexedDB) as IDBFactory;
      const began = performance.now();
      await own.signIn();
      own.elapsed = 6 * minutes;
      assert.ok(await own.client.getToken());
      assert.equal(refreshes().length, 1);
      assert.deepEqual(await own.load(home).restore(), { kind: 'none', reason: 'unknown' });
      await own.signIn();
      await own.client.signOut({ everywhere: false });
      assert.deepEqual(await own.load(home).restore(), { kind: 'none', reason: 'never' });
      assert.ok(performance.now() - began < 8_000);
      assert.deepEqual(own.events, []);
    });
  }

  it('that becomes full keeps no spent refresh token', async () => {
    tab.browser.indexedDB = twisted(tab.browser.indexedDB, (store) => (store.put = thrown));
    tab.elapsed = 6 * minutes;
    assert.ok(await tab.client.getToken());
    assert.equal(await kept(tab), undefined);
  });

  it('that comes to life too late is left as it is', async () => {
    const real = tab.browser.indexedDB;
    const alive = Promise.withResolvers<undefined>();
    let closed = 0;
    const own = tab.beside({ storage: 'persistent', dpop: bound, timeout: 1000, silent: 'none' });
    const record = await kept(tab);
    tab.browser.indexedDB = Object.assign(Object.create(real), {
      open: (name: string) => {
        const opening = {} as IDBOpenDBRequest;
        void alive.promise.then(() => {
          const late = real.open(name);
          late.onsuccess = (event) => {
            const { result } = late;
            const close = result.close.bind(result);
            result.close = () => {
              closed += 1;
              close();
            };
            Object.defineProperty(opening, 'result', { value: result });
            opening.onsuccess?.(event);
          };
        });
        return opening;
      },
    }) as IDBFactory;
    await own.signIn();
    alive.resolve(undefined);
    // To put the record there, and to remove what could not be replaced.
    await until(() => closed === 2);
    tab.browser.indexedDB = real;
    assert.deepEqual(await kept(tab), record);
  });
});

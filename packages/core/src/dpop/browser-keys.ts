import type { KeyStore } from './held-keys.ts';

/** Keys in IndexedDB, which keeps them without letting anybody read them. */
export const browserKeys: KeyStore = {
  keep: (name, fresh) =>
    inKeys(async (keys) => {
      const kept = await outcome(keys.get(name) as IDBRequest<Partial<CryptoKeyPair> | undefined>);
      // WebKit gives half a pair where the device's own key is lost, as after a restored backup.
      if (kept?.privateKey && kept.publicKey) return kept as CryptoKeyPair;
      await outcome(keys.put(fresh, name));
      return fresh;
    }),
  drop: (name) => inKeys((keys) => outcome(keys.delete(name))),
};

/** Works on the table, and comes back once the browser has written. */
async function inKeys<T>(work: (keys: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open('epos-login-dpop');
  opening.onupgradeneeded = () => opening.result.createObjectStore('keys');
  const database = await outcome(opening);
  try {
    const transaction = database.transaction('keys', 'readwrite');
    const written = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => {
        reject(transaction.error ?? new Error('Not written'));
      };
    });
    const [result] = await Promise.all([work(transaction.objectStore('keys')), written]);
    return result;
  } finally {
    database.close();
  }
}

function outcome<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('Not done'));
    };
  });
}

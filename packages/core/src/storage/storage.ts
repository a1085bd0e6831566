import type { StorageLike } from '../transport/transport.ts';

/** localStorage. */
export const deviceStorage = lazily(() => localStorage);

/** sessionStorage. */
export const tabStorage = lazily(() => sessionStorage);

/** Storage looked up on each call: where it is blocked even the property access throws, and only then. */
function lazily(find: () => StorageLike): StorageLike {
  return {
    getItem: (key) => find().getItem(key),
    setItem: (key, value) => {
      find().setItem(key, value);
    },
    removeItem: (key) => {
      find().removeItem(key);
    },
  };
}

/** Storage that remembers nothing where it would throw, and breaks nothing else. */
export function quietly(storage: StorageLike): StorageLike {
  return {
    getItem: (key) => attempt(() => storage.getItem(key)) ?? null,
    setItem: (key, value) => {
      attempt(() => {
        storage.setItem(key, value);
      });
    },
    removeItem: (key) => {
      attempt(() => {
        storage.removeItem(key);
      });
    },
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

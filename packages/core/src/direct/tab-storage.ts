import type { StorageLike } from '../transport/transport.ts';

/** sessionStorage, looked up on each call: where it is blocked even the property access throws, and only then. */
export const tabStorage: StorageLike = {
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => {
    sessionStorage.setItem(key, value);
  },
  removeItem: (key) => {
    sessionStorage.removeItem(key);
  },
};

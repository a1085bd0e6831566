import type { Clock, StorageLike } from '../transport/transport.ts';

/** `localStorage`, looked up on each call: where it is blocked even the property access throws, and only then. */
export const deviceStorage: StorageLike = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => {
    localStorage.setItem(key, value);
  },
  removeItem: (key) => {
    localStorage.removeItem(key);
  },
};

export const deviceClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

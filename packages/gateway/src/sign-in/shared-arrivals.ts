import { createHash } from 'node:crypto';
import type { Sealer } from '../sealing/sealing.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { Arrivals } from './arrivals.ts';

/** For how long the others may come, in seconds. */
const lifetime = 30;

interface Sealed<T> {
  readonly key: string;
  readonly result: T;
}

/**
 * Arrivals of all instances, in the store that they share: a balancer may send the reload to another one than the first
 * request. Whoever comes first holds the lock; the others find what came of it.
 */
export class SharedArrivals<T extends object> implements Arrivals<T> {
  readonly #store: SessionStore;
  readonly #sealer: Sealer;

  constructor(store: SessionStore, sealer: Sealer) {
    this.#store = store;
    this.#sealer = sealer;
  }

  /** Rejects where the store is away, before anything was taken, or where the first takes too long. */
  once(state: string, take: () => Promise<T>): Promise<T> {
    // No name of a session has such a digest: these hold no space.
    const key = createHash('sha256').update(`arrival ${state}`).digest('base64url');
    return this.#store.lock(key, async () => {
      const before = await this.#find(key);
      if (before) return before;
      const result = await take();
      // Taken is taken: that nobody else can hear of it is no reason to refuse it to this one.
      await this.#keep(key, result).catch(() => undefined);
      return result;
    });
  }

  async #find(key: string): Promise<T | undefined> {
    const stored = await this.#store.get(key);
    const opened = stored && (await this.#sealer.open('arrival', stored.value));
    const { key: own, result } = Object(opened) as Partial<Sealed<T>>;
    // It holds the cookie of a session: who can write to the store must not give it to another browser.
    return own === key ? result : undefined;
  }

  async #keep(key: string, result: T): Promise<void> {
    const sealed: Sealed<T> = { key, result };
    await this.#store.create(key, await this.#sealer.seal('arrival', sealed), { labels: [], seconds: lifetime });
  }
}

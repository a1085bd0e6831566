import { EposError } from '../errors/errors.ts';
import type { StorageLike } from '../transport/transport.ts';

const key = 'epos-login:redirects';
const atMost = 5;
const seconds = 60;

/**
 * Counts this tab's redirects to the SSO. A page that signs in by itself whenever it is refused would otherwise send
 * the browser round and round, faster than a person can stop it; nobody signs in by hand that often.
 */
export class LoopBreaker {
  readonly #storage: StorageLike;
  readonly #now: () => number;

  constructor(storage: StorageLike, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Counts one redirect, or throws `login_loop`. */
  pass(): void {
    const now = this.#now();
    const recent = this.#read().filter((time) => Math.abs(now - time) < seconds * 1000);
    if (recent.length >= atMost) throw new EposError('login_loop', 'sign-in');
    try {
      this.#storage.setItem(key, JSON.stringify([...recent, now]));
    } catch {
      // Where nothing can be stored no sign-in begins either.
    }
  }

  #read(): number[] {
    try {
      const times: unknown = JSON.parse(this.#storage.getItem(key) ?? '[]');
      return Array.isArray(times) ? times.filter((time) => typeof time === 'number') : [];
    } catch {
      return [];
    }
  }
}

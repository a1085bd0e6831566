import { EposError, type EposPhase } from '../errors/errors.ts';
import { quietly } from '../storage/storage.ts';
import type { Clock } from '../transport/transport.ts';
import type { TabStorage } from '../page/page.ts';
import type { Server } from './server.ts';

const prefix = 'epos-login:tx:';

/** After this time nobody comes back from a provider any more. */
const lifetime = 24 * 60 * 60 * 1000;

/** After this time a sign-in that was left without an answer says nothing about what comes next. */
const patience = 10 * 60 * 1000;

/** A sign-in under way: what its answer will be checked against. */
export interface SignIn {
  readonly kind: 'sign-in';
  readonly createdAt: number;
  readonly state: string;
  readonly verifier: string;
  readonly nonce: string;
  /** The metadata it was begun with, so that the answer is never taken to another server, nor waits for metadata. */
  readonly server: Server;
  readonly returnTo: string;
  readonly maxAge?: number | undefined;
  /** The authentication context classes that were asked for, separated by spaces. */
  readonly acr?: string | undefined;
  /** The answer, which came at another page than that which goes on with it. */
  readonly answer?: string | undefined;
  /** `prompt=none`: begun by the SDK, not by the person. In a hidden `frame`, or by a `redirect` of the page. */
  readonly silent?: 'frame' | 'redirect' | undefined;
  /** The thumbprint of the key that the code is bound to (RFC 9449 section 10). */
  readonly jkt?: string | undefined;
}

/** A sign-out under way. */
export interface SignOut {
  readonly kind: 'sign-out';
  readonly createdAt: number;
  readonly state: string;
  readonly returnTo: string;
}

/** What remains of a transaction: its answer came, and when it comes again it is merely stale. */
interface Used {
  readonly kind: 'used';
  readonly createdAt: number;
}

export type Transaction = SignIn | SignOut;

/**
 * The transactions of this tab, one record for each `state`, so that two sign-ins begun in one tab do not overwrite
 * each other. sessionStorage: the answer arrives in the tab that asked.
 */
export class Transactions {
  readonly #storage: TabStorage;
  readonly #clock: Clock;

  constructor(storage: TabStorage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
  }

  /** Throws `storage_unavailable`. */
  put(transaction: Transaction, phase: EposPhase): void {
    try {
      for (const key of this.#keys()) if (!this.#at(key)) this.#storage.removeItem(key);
      this.#storage.setItem(prefix + transaction.state, JSON.stringify(transaction));
    } catch (cause) {
      throw new EposError('storage_unavailable', phase, { cause });
    }
  }

  read(state: string): Transaction | Used | undefined {
    return this.#at(prefix + state);
  }

  /** Gives the transaction out, once: from then on it reads as used. */
  take(state: string): Transaction | Used | undefined {
    const found = this.read(state);
    if (found) {
      // First of all gone: a full storage may refuse the mark, but never keeps the transaction.
      this.drop(state);
      const used: Used = { kind: 'used', createdAt: found.createdAt };
      quietly(this.#storage).setItem(prefix + state, JSON.stringify(used));
    }
    return found;
  }

  /** Gives out, once, a sign-in whose answer was brought along to this page. */
  arrived(): SignIn | undefined {
    const found = this.#pending().find(({ answer }) => answer);
    return found && (this.take(found.state) as SignIn);
  }

  drop(state: string): void {
    this.#storage.removeItem(prefix + state);
  }

  /** Whether the person has left for a provider a short while ago and is expected back. */
  expecting(): boolean {
    return this.#pending().some(({ silent }) => !silent);
  }

  /** The sign-ins of a short while ago. */
  #pending(): SignIn[] {
    return this.#keys().flatMap((key) => {
      const found = this.#at(key);
      return found?.kind === 'sign-in' && this.#clock.now() - found.createdAt < patience ? found : [];
    });
  }

  #keys(): string[] {
    try {
      return this.#storage.keys().filter((key) => key.startsWith(prefix));
    } catch {
      return []; // Blocked: nothing was begun here.
    }
  }

  #at(key: string): Transaction | Used | undefined {
    try {
      // Another version of the SDK may have written it, so only what the record says of itself is trusted.
      const found = JSON.parse(this.#storage.getItem(key) ?? 'null') as Transaction | Used | null;
      const fresh = found && Math.abs(this.#clock.now() - found.createdAt) < lifetime;
      const whole = found && (found.kind === 'used' || typeof found.returnTo === 'string');
      return fresh && whole ? found : undefined;
    } catch {
      return undefined;
    }
  }
}

import type { Context } from '../direct/context.ts';
import type { Lent } from '../direct/lent.ts';
import type { Tokens } from '../direct/tokens.ts';
import { vaultBrowser } from './browser.ts';
import { ShelfVault, type Shelf } from './shelf.ts';
import type { Vault } from './vault.ts';

/** Shared by all versions of the SDK, so neither ever changes: what is new goes into the record. */
const databaseName = 'epos-login-sessions';
const storeName = 'sessions';

/**
 * Keeps the session of all tabs in IndexedDB: only tokens that are bound to a key of this browser, which cannot be
 * taken along with them, and that stays. With others it is as if there were no vault.
 */
export function persistentVault(context: Context, lent: Lent): Vault {
  const isLasting = ({ type, server }: Tokens) => type === 'DPoP' && !!context.settings.dpop?.keeps(server);
  return new ShelfVault(context, lent, new DatabaseShelf(context, lent), isLasting);
}

type Next = (present: string | undefined) => string | undefined;

/**
 * A record in IndexedDB. The database is opened for each step: an open connection would stand in the way of other
 * versions, and Safari loses it.
 */
class DatabaseShelf implements Shelf {
  readonly turn: string;
  readonly #key: string;
  readonly #context: Context;
  readonly #within: Lent['within'];

  constructor(context: Context, { within }: Lent) {
    const { issuer, clientId } = context.settings;
    this.#context = context;
    this.#within = within;
    this.#key = `${issuer} ${clientId}`;
    this.turn = `epos-login:renew:${this.#key}`;
  }

  async read(): Promise<string | undefined> {
    return this.#step((present) => present).catch(() => undefined);
  }

  async change(next: Next): Promise<void> {
    // What could not be replaced may be spent, and would end the session when it is used.
    await this.#step(next)
      .catch(() => this.#step(() => undefined))
      .catch(() => undefined);
  }

  /** Rejects where the database throws, is full or blocked, or does not answer at all (Safari, now and then). */
  #step(next: Next): Promise<string | undefined> {
    const { page, settings } = this.#context;
    return this.#within(settings.timeout / 5, { phase: 'session' }, async (signal) => {
      const database = await open((page.vaults ?? vaultBrowser).indexedDB);
      try {
        // Given up already: nothing may happen after all, when the rest counts on its not having happened.
        signal.throwIfAborted();
        const transaction = database.transaction(storeName, 'readwrite');
        const store = transaction.objectStore(storeName);
        const reading = store.get(this.#key) as IDBRequest<unknown>;
        let made: string | undefined;
        reading.onsuccess = () => {
          const present = typeof reading.result === 'string' ? reading.result : undefined;
          made = next(present);
          if (made === undefined) store.delete(this.#key);
          else if (made !== present) store.put(made, this.#key);
          // The page may be about to be left.
          transaction.commit();
        };
        await completed(transaction, signal);
        return made;
      } finally {
        database.close();
      }
    });
  }
}

function open(factory: IDBFactory | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // Whatever version there is: a number would shut out those who know another.
    const opening = factory?.open(databaseName);
    if (!opening) throw new Error('No IndexedDB');
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onsuccess = () => {
      resolve(opening.result);
    };
    opening.onerror = reject;
  });
}

function completed(transaction: IDBTransaction, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = reject;
    signal.addEventListener('abort', () => {
      try {
        transaction.abort();
      } catch {
        // It is all but done.
      }
    });
  });
}

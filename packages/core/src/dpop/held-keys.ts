import { abortable } from '../abortable/abortable.ts';
import type { ClientRegistration } from '../direct/options.ts';
import { makeKey } from './proof.ts';

/** Where keys outlive the page. Both may throw, or take for ever. */
export interface KeyStore {
  /** What is kept under this name; else keeps `fresh`, and gives that. */
  keep(name: string, fresh: CryptoKeyPair): Promise<CryptoKeyPair>;
  drop(name: string): Promise<void>;
}

/** How long the store may take, in milliseconds: IndexedDB has been seen never to answer. */
const patience = 2000;

/** The keys that this page works with, one for each client at each issuer; in memory where the store does not take them. */
export class HeldKeys {
  readonly #store: KeyStore;
  readonly #held = new Map<string, Promise<CryptoKeyPair>>();
  readonly #kept = new Set<string>();

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** The key that this page has worked with so far. */
  present(client: ClientRegistration): Promise<CryptoKeyPair> {
    return this.#held.get(nameOf(client)) ?? this.settle(client);
  }

  /** The key that all pages work with: other tabs may have dropped theirs since, and begun with another. */
  current(client: ClientRegistration): Promise<CryptoKeyPair> {
    return this.keeps(client) ? this.settle(client) : this.present(client);
  }

  /** The kept key; where none is, keeps the page's own. */
  settle(client: ClientRegistration): Promise<CryptoKeyPair> {
    const name = nameOf(client);
    const key = this.#keep(name, this.#held.get(name));
    this.#held.set(name, key);
    return key;
  }

  /** Whether the next page will find the key. */
  keeps(client: ClientRegistration): boolean {
    return this.#kept.has(nameOf(client));
  }

  drop(client: ClientRegistration): void {
    const name = nameOf(client);
    this.#held.delete(name);
    this.#kept.delete(name);
    this.#store.drop(name).catch(() => undefined);
  }

  async #keep(name: string, held: Promise<CryptoKeyPair> | undefined): Promise<CryptoKeyPair> {
    const own = (await held) ?? (await makeKey());
    try {
      const key = await abortable(this.#store.keep(name, own), { phase: 'sign-in', timeout: patience });
      this.#kept.add(name);
      return key;
    } catch {
      // No IndexedDB, or one that takes no keys: Safari in lockdown and in private windows.
      this.#kept.delete(name);
      return own;
    }
  }
}

function nameOf({ issuer, clientId }: ClientRegistration): string {
  return `${issuer} ${clientId}`;
}

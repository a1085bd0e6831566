import type { Context } from '../direct/context.ts';
import type { Lent } from '../direct/lent.ts';
import type { TabStorage } from '../page/page.ts';
import { vaultBrowser, type VaultBrowser } from './browser.ts';
import { holdUntilLeft } from '../page/locks.ts';
import { ShelfVault, type Shelf } from './shelf.ts';
import type { Vault } from './vault.ts';

/** Keeps the session of this tab in sessionStorage, bearer tokens too: any script of the page can take them. */
export function sessionVault(context: Context, lent: Lent): Vault {
  return new ShelfVault(context, lent, new TabShelf(context), () => true);
}

/**
 * A record in sessionStorage. A duplicated tab gets a copy of it, and a refresh token used by two tabs ends the session
 * of both. So the tab has a name, and its page a lock of that name: whoever finds the lock taken by another page is in a
 * copy, drops the record and takes a new name.
 *
 * Without Web Locks a copy could not be told from the tab it was made of, and nothing is kept. In a frame neither: it
 * shares the storage of the page around it, which knows nothing of it.
 */
class TabShelf implements Shelf {
  readonly #key: string;
  readonly #storage: TabStorage;
  readonly #browser: VaultBrowser;
  readonly #isAlone: boolean;
  /** How long the page before this one in the tab may take to let go of its lock, in milliseconds. */
  readonly #patience: number;
  #name = '';
  #owned: Promise<boolean> | undefined;

  constructor({ settings, page }: Context) {
    this.#key = `epos-login:session:${settings.issuer} ${settings.clientId}`;
    this.#storage = page.storage;
    this.#browser = page.vaults ?? vaultBrowser;
    this.#isAlone = !page.framed;
    this.#patience = settings.timeout / 10;
  }

  get turn(): string {
    return `epos-login:renew:${this.#name}`;
  }

  async read(): Promise<string | undefined> {
    try {
      return (await this.#owns()) ? this.#present : undefined;
    } catch {
      return undefined;
    }
  }

  async change(next: (present: string | undefined) => string | undefined): Promise<void> {
    try {
      const isOwn = await this.#owns();
      if (!this.#isAlone) return;
      const made = isOwn ? next(this.#present) : undefined;
      // First of all gone: what a full storage does not replace may be spent.
      this.#storage.removeItem(this.#key);
      if (made !== undefined) this.#storage.setItem(this.#key, made);
    } catch {
      // Nothing is kept.
    }
  }

  get #present(): string | undefined {
    return this.#storage.getItem(this.#key) ?? undefined;
  }

  /** Whether the record is this page's own. Asked again after the page was left and has come back. */
  #owns(): Promise<boolean> {
    if (!this.#owned) {
      this.#owned = this.#own().catch(() => false);
      this.#browser.onLeave(() => (this.#owned = undefined));
    }
    return this.#owned;
  }

  async #own(): Promise<boolean> {
    const { locks } = this.#browser;
    if (!locks || !this.#isAlone) return false;
    const nameKey = `${this.#key} tab`;
    this.#name = this.#storage.getItem(nameKey) ?? '';
    if (this.#name && (await this.#hold(locks))) return true;
    this.#storage.removeItem(this.#key);
    this.#name = crypto.randomUUID();
    this.#storage.setItem(nameKey, this.#name);
    return this.#hold(locks);
  }

  #hold(locks: LockManager): Promise<boolean> {
    return holdUntilLeft(locks, `epos-login:tab:${this.#name}`, this.#patience, this.#browser.onLeave);
  }
}

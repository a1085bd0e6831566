import type { Context } from '../direct/context.ts';
import type { Lent } from '../direct/lent.ts';
import type { Tokens } from '../direct/tokens.ts';
import { vaultBrowser } from './browser.ts';
import { inTurn } from '../page/locks.ts';
import { isOfAnother, readRecord, writeRecord } from './record.ts';
import type { Vault } from './vault.ts';

/** A place for one record. Nothing here rejects, and everything ends within a fifth of the SSO's time-out. */
export interface Shelf {
  /** Names the lock of those who share the record. */
  readonly turn: string;
  read(): Promise<string | undefined>;
  /** Replaces the record by what is made of the present one, in one step; `undefined` removes it. */
  change(next: (present: string | undefined) => string | undefined): Promise<void>;
}

/** What both vaults have in common: whose tokens are kept, and who may renew them. */
export class ShelfVault implements Vault {
  readonly #context: Context;
  readonly #lent: Lent;
  readonly #shelf: Shelf;
  readonly #write: (tokens: Tokens) => string | undefined;

  /** @param takes whether these tokens may be kept here */
  constructor(context: Context, lent: Lent, shelf: Shelf, takes: (tokens: Tokens) => boolean) {
    this.#context = context;
    this.#lent = lent;
    this.#shelf = shelf;
    this.#write = (tokens) => (takes(tokens) ? writeRecord(tokens, context) : undefined);
  }

  async load(): Promise<Tokens | undefined> {
    // Without the hint it is what another tab's sign-out could not reach: this tab was elsewhere, or that one too quick.
    if (this.#context.hints.browser) return this.#read();
    await this.clear(undefined);
    return undefined;
  }

  async save(tokens: Tokens): Promise<void> {
    await this.#shelf.change(() => this.#write(tokens));
  }

  async clear(tokens: Tokens | undefined): Promise<void> {
    await this.#shelf.change((present) => (tokens && isOfAnother(present, tokens) ? present : undefined));
  }

  async renew(before: Tokens, work: (latest: Tokens) => Promise<Tokens>): Promise<Tokens> {
    const { page, settings } = this.#context;
    const { locks } = page.vaults ?? vaultBrowser;
    // One answer of the SSO, a look before it and a record after it take less.
    const wait = Math.min(1.5 * settings.timeout, 2 ** 31 - 1);
    const late = () => new this.#lent.EposError('lock_timeout', 'session');
    return inTurn(locks, { name: this.#shelf.turn, wait, late }, () => this.#renew(before, work));
  }

  async #renew(before: Tokens, work: (latest: Tokens) => Promise<Tokens>): Promise<Tokens> {
    const kept = await this.#read(before);
    if (kept && this.#isBetter(kept, before)) return kept;
    const spent = kept ?? before;
    let renewed: Tokens;
    try {
      renewed = await work(spent);
    } catch (error) {
      // Whoever asked the SSO instead, or has no locks either, may have been luckier.
      const latest = await this.#read(before);
      if (latest && this.#isBetter(latest, spent)) return latest;
      throw error;
    }
    // Not where the record is gone, since somebody has signed out; nor where it is of a newer sign-in.
    await this.#shelf.change((present) =>
      kept && readRecord(present, this.#context)?.access === kept.access ? this.#write(renewed) : present,
    );
    return renewed;
  }

  /** What is kept, of this person if one is named. */
  async #read(person?: Tokens): Promise<Tokens | undefined> {
    const text = await this.#shelf.read();
    return person && isOfAnother(text, person) ? undefined : readRecord(text, this.#context);
  }

  /** Other tokens that need no renewal, by the session's rule. A refresh token may stay the same, an access token not. */
  #isBetter({ access, expiresAt, lifetime }: Tokens, than: Tokens): boolean {
    const remaining = expiresAt - this.#context.environment.clock.monotonic();
    return access !== than.access && remaining > Math.min(30_000, lifetime / 4);
  }
}

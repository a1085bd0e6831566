import type { Tokens } from '../ways/way.ts';

/** How many are kept at the most; the oldest go first. */
const capacity = 1000;

interface Unsaved {
  /** The access token that the store holds yet. */
  readonly before: string;
  readonly tokens: Tokens;
}

/**
 * Renewed tokens that the store has not taken. Where the issuer rotates refresh tokens, the one in the store is spent by
 * then, and to send it again would end the session: what the issuer gave is kept here until it can be written.
 */
export class UnsavedTokens {
  readonly #byKey = new Map<string, Unsaved>();

  /** @param stored what the store holds now: what was not renewed from it is out of date */
  of(key: string, stored: Tokens): Tokens | undefined {
    const unsaved = this.#byKey.get(key);
    if (unsaved?.before === stored.access) return unsaved.tokens;
    this.#byKey.delete(key);
    return undefined;
  }

  keep(key: string, stored: Tokens, tokens: Tokens): void {
    this.#byKey.delete(key);
    for (const oldest of this.#byKey.keys()) {
      if (this.#byKey.size < capacity) break;
      this.#byKey.delete(oldest);
    }
    this.#byKey.set(key, { before: stored.access, tokens });
  }

  forget(key: string): void {
    this.#byKey.delete(key);
  }
}

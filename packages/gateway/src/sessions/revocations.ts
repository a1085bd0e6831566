import { createHash } from 'node:crypto';
import type { Labels, Whose } from './labels.ts';
import type { SessionStore } from './store.ts';

/** What an SSO says once: whose sessions are over. */
export interface Revocation {
  readonly way: string;
  /** Of these there is at least one. Both: the SSO's session `sid`, which is `sub`'s. */
  readonly sid?: string | undefined;
  readonly sub?: string | undefined;
  /** By what it is known again. */
  readonly jti: string;
  /** Until when it could come again, in milliseconds since 1970. */
  readonly until: number;
}

/**
 * Ends sessions from afar, on whichever instance they were begun; once: a word that somebody has kept must not end what
 * was begun after it.
 */
export class Revocations {
  readonly #store: SessionStore;
  readonly #labels: Labels;
  readonly #clock: () => number;

  constructor(store: SessionStore, labels: Labels, clock: () => number) {
    this.#store = store;
    this.#labels = labels;
    this.#clock = clock;
  }

  /** Answers how many sessions there were; `undefined`, and ends none, where it was taken before. */
  take(revocation: Revocation): Promise<number | undefined> {
    const { way, jti, until } = revocation;
    // No name of a session has such a digest: these hold no space.
    const key = createHash('sha256').update(`revocation ${way} ${jti}`).digest('base64url');
    return this.#store.lock(key, async () => {
      if (await this.#store.get(key)) return undefined;
      const labels = whom(revocation).flatMap((whose) => this.#labels.of(whose));
      const ended = await Promise.all(labels.map((label) => this.#store.revoke(label)));
      // Afterwards: where the store fails in between, the SSO may try again.
      const seconds = Math.max(1, Math.ceil((until - this.#clock()) / 1000));
      await this.#store.create(key, 'taken', { labels: [], seconds });
      return ended.reduce((sum, count) => sum + count, 0);
    });
  }
}

function whom({ way, sid, sub }: Revocation): Whose[] {
  if (sid === undefined) return sub === undefined ? [] : [{ way, kind: 'sub', value: sub }];
  const one: Whose = { way, kind: 'sid', value: sid };
  // Any session may be the one that is over whose id_token has named none: better one too many.
  return sub === undefined ? [one] : [one, { way, kind: 'sub-without-sid', value: sub }];
}

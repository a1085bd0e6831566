import { eraseCookie, writeCookie, type Cookies } from '../cookies/cookies.ts';
import { Refusal } from '../http/problem.ts';
import type { Settings } from '../options/settings.ts';
import type { SealPurpose, Sealer } from '../sealing/sealing.ts';

/** How many a browser keeps: a tab each. */
const most = 5;
/** One cookie's worth, in characters. */
const longest = 3800;

interface ListRules {
  /** What it is for, and what its cookie is called. */
  readonly purpose: SealPurpose;
  /** How long the latest is kept, in seconds. */
  readonly lifetime: number;
}

/**
 * What a browser keeps for the gateway for a while, so that any instance can read it and nobody write it: in one cookie
 * for all, since a cookie for each piles up until servers refuse the whole request.
 */
export class SealedList<T extends { readonly at: number }> {
  readonly #settings: Settings;
  readonly #sealer: Sealer;
  readonly #purpose: SealPurpose;
  readonly #lifetime: number;

  constructor(settings: Settings, sealer: Sealer, { purpose, lifetime }: ListRules) {
    this.#settings = settings;
    this.#sealer = sealer;
    this.#purpose = purpose;
    this.#lifetime = lifetime;
  }

  async read(cookies: Cookies): Promise<T[]> {
    const opened = await this.#sealer.open(this.#purpose, cookies.get(this.#name) ?? '');
    const since = this.#settings.clock() - this.#lifetime * 1000;
    return Array.isArray(opened) ? (opened as T[]).filter(({ at }) => at > since) : [];
  }

  /** The oldest of too many are left out. Answers what the browser is to be told. */
  async write(all: readonly T[]): Promise<string[]> {
    if (!all.length) return [eraseCookie(this.#rules, this.#name)];
    for (let rest = all.slice(-most); rest.length; rest = rest.slice(1)) {
      const sealed = await this.#sealer.seal(this.#purpose, rest);
      if (sealed.length <= longest) return [writeCookie(this.#rules, this.#name, sealed, { maxAge: this.#lifetime })];
    }
    throw new Refusal('invalid_request', { reason: 'what the sign-in has to remember does not fit into a cookie' });
  }

  get #name(): string {
    return `${this.#settings.cookies.prefix}-${this.#purpose}`;
  }

  /** The answer comes by a navigation from another site, so the browser must send the cookie with it. */
  get #rules() {
    return { ...this.#settings.cookies, sameSite: 'lax' } as const;
  }
}

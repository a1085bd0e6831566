import { eraseCookie, writeCookie, type Cookies } from '../cookies/cookies.ts';
import { Refusal } from '../http/problem.ts';
import type { Settings } from '../options/settings.ts';
import type { Sealer } from '../sealing/sealing.ts';

/** A journey to the SSO that has begun in this browser and is to come back. */
export interface Transaction {
  readonly kind: 'sign-in' | 'sign-out';
  readonly way: string;
  /** Which provider the page named, for logs. */
  readonly provider: string;
  readonly state: string;
  readonly returnTo: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** What the way needs again. */
  readonly keep: Readonly<Record<string, string>>;
  /** The session that the browser had, for the keeper. */
  readonly before?: string | undefined;
}

/** How many may be under way at a time in one browser: a tab each. */
const most = 5;
/** How long a person may take, in seconds: for a forgotten password, and a letter with a new one. */
const lifetime = 60 * 60;
/** One cookie's worth, in characters. */
const longest = 3800;

/**
 * The transactions of a browser, in one cookie of its own, so that any instance can finish what another has begun, and
 * nobody what began elsewhere. One cookie and not one for each: what piles up ends in requests that servers refuse.
 */
export class Transactions {
  readonly #settings: Settings;
  readonly #sealer: Sealer;
  readonly #name: string;

  constructor(settings: Settings, sealer: Sealer) {
    this.#settings = settings;
    this.#sealer = sealer;
    this.#name = `${settings.cookies.prefix}-login`;
  }

  /** The one that this answer belongs to. */
  async find(cookies: Cookies, kind: Transaction['kind'], state: string | undefined): Promise<Transaction | undefined> {
    return (await this.#read(cookies)).find((one) => one.kind === kind && one.state === state);
  }

  /** The latest, for a way whose sign-out brings no `state` back. */
  async latest(cookies: Cookies, kind: Transaction['kind']): Promise<Transaction | undefined> {
    return (await this.#read(cookies)).findLast((one) => one.kind === kind);
  }

  async add(cookies: Cookies, transaction: Transaction): Promise<string[]> {
    return this.#write([...(await this.#read(cookies)), transaction].slice(-most));
  }

  /** An answer is taken once. */
  async remove(cookies: Cookies, { state }: Transaction): Promise<string[]> {
    const rest = (await this.#read(cookies)).filter((one) => one.state !== state);
    return rest.length ? this.#write(rest) : [eraseCookie(this.#rules, this.#name)];
  }

  /** The answer comes by a navigation from another site, so the browser must send the cookie with it. */
  get #rules() {
    return { ...this.#settings.cookies, sameSite: 'lax' } as const;
  }

  async #read(cookies: Cookies): Promise<Transaction[]> {
    const opened = await this.#sealer.open('login', cookies.get(this.#name) ?? '');
    const since = this.#settings.clock() - lifetime * 1000;
    return Array.isArray(opened) ? (opened as Transaction[]).filter(({ at }) => at > since) : [];
  }

  async #write(transactions: readonly Transaction[]): Promise<string[]> {
    for (let rest = transactions; rest.length; rest = rest.slice(1)) {
      const sealed = await this.#sealer.seal('login', rest);
      if (sealed.length <= longest) return [writeCookie(this.#rules, this.#name, sealed, { maxAge: lifetime })];
    }
    throw new Refusal('invalid_request', { reason: 'what the sign-in has to remember does not fit into a cookie' });
  }
}

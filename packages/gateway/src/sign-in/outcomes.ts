import { randomBytes } from 'node:crypto';
import { gatewayOutcomeParameter, type GatewaySession } from '@epos-login/core/contract';
import { eraseCookie, writeCookie, type Cookies } from '../cookies/cookies.ts';
import type { Settings } from '../options/settings.ts';
import type { Sealer } from '../sealing/sealing.ts';

/** How a sign-in ended. */
export type Outcome = NonNullable<GatewaySession['outcome']>;

type Kept = Outcome & { readonly at: number };

const most = 5;
/** In seconds. */
const lifetime = 10 * 60;

/**
 * How the sign-ins ended that began in this browser, until their pages ask: in a cookie, and not in the address, where
 * anybody could write it. @see docs/decisions/0007
 */
export class Outcomes {
  readonly #settings: Settings;
  readonly #sealer: Sealer;
  readonly #name: string;

  constructor(settings: Settings, sealer: Sealer) {
    this.#settings = settings;
    this.#sealer = sealer;
    this.#name = `${settings.cookies.prefix}-outcome`;
  }

  /** Keeps it, and answers the address that tells its name. */
  async add(
    cookies: Cookies,
    returnTo: string,
    failure: Omit<Outcome, 'id'> = {},
  ): Promise<{ location: string; cookies: string[] }> {
    const id = randomBytes(16).toString('base64url');
    const kept = { id, ...failure, at: this.#settings.clock() };
    const all = [...(await this.#read(cookies)), kept].slice(-most);
    return { location: named(returnTo, id), cookies: await this.#write(all) };
  }

  /** Tells it, once. */
  async take(cookies: Cookies, id: string): Promise<{ outcome: Outcome; cookies: string[] } | undefined> {
    const all = await this.#read(cookies);
    const found = all.find((one) => one.id === id);
    if (!found) return undefined;
    const { at: _at, ...outcome } = found;
    return { outcome, cookies: await this.#write(all.filter((one) => one !== found)) };
  }

  /** The page that asks may be of another site than the one that the answer came from; the cookie is of neither. */
  get #rules() {
    return { ...this.#settings.cookies, sameSite: 'lax' } as const;
  }

  async #read(cookies: Cookies): Promise<Kept[]> {
    const opened = await this.#sealer.open('outcome', cookies.get(this.#name) ?? '');
    const since = this.#settings.clock() - lifetime * 1000;
    return Array.isArray(opened) ? (opened as Kept[]).filter(({ at }) => at > since) : [];
  }

  async #write(outcomes: readonly Kept[]): Promise<string[]> {
    if (!outcomes.length) return [eraseCookie(this.#rules, this.#name)];
    const sealed = await this.#sealer.seal('outcome', outcomes);
    return [writeCookie(this.#rules, this.#name, sealed, { maxAge: lifetime })];
  }
}

function named(address: string, id: string): string {
  const url = new URL(address);
  if (url.searchParams.has(gatewayOutcomeParameter)) url.searchParams.delete(gatewayOutcomeParameter);
  // Not by `searchParams`: the page's own query stays letter by letter as it is.
  url.search = `${url.search}${url.search ? '&' : '?'}${gatewayOutcomeParameter}=${id}`;
  return url.href;
}

import { randomBytes } from 'node:crypto';
import { gatewayOutcomeParameter, type GatewayOutcome } from '@epos-login/core/contract';
import type { Cookies } from '../cookies/cookies.ts';
import type { Settings } from '../options/settings.ts';
import type { ProviderError } from '../providers/provider-error.ts';
import type { Sealer } from '../sealing/sealing.ts';
import { SealedList } from './sealed-list.ts';

/** How a sign-in failed; nothing where it did not. */
export type Failure = Omit<GatewayOutcome, 'id'>;

type Kept = GatewayOutcome & { readonly at: number };

/** In seconds. */
const lifetime = 10 * 60;

/**
 * How the sign-ins ended that began in this browser, until their pages ask: in a cookie, and not in the address, where
 * anybody could write it. @see docs/decisions/0007
 */
export class Outcomes {
  readonly #clock: () => number;
  readonly #list: SealedList<Kept>;

  constructor(settings: Settings, sealer: Sealer) {
    this.#clock = settings.clock;
    this.#list = new SealedList(settings, sealer, { purpose: 'outcome', lifetime });
  }

  /** Keeps it, and answers the address that tells its name. */
  async add(
    cookies: Cookies,
    returnTo: string,
    failure: Failure = {},
  ): Promise<{ location: string; cookies: string[] }> {
    const id = randomBytes(16).toString('base64url');
    const all = [...(await this.#list.read(cookies)), { id, ...failure, at: this.#clock() }];
    return { location: named(returnTo, id), cookies: await this.#list.write(all) };
  }

  /** Tells it, once. */
  async take(cookies: Cookies, id: string): Promise<{ outcome: GatewayOutcome; cookies: string[] } | undefined> {
    const all = await this.#list.read(cookies);
    const found = all.find((one) => one.id === id);
    if (!found) return undefined;
    const { at: _at, ...outcome } = found;
    return { outcome, cookies: await this.#list.write(all.filter((one) => one !== found)) };
  }
}

/** What the page is told of a provider's failure. */
export function failureOf({ code, providerCode, retryAfter }: ProviderError): Failure {
  return { error: code, provider_code: providerCode, retry_after: retryAfter };
}

function named(address: string, id: string): string {
  const url = new URL(address);
  if (url.searchParams.has(gatewayOutcomeParameter)) url.searchParams.delete(gatewayOutcomeParameter);
  // Not by `searchParams`: the page's own query stays letter by letter as it is.
  url.search = `${url.search}${url.search ? '&' : '?'}${gatewayOutcomeParameter}=${id}`;
  return url.href;
}

import type * as oauth from 'oauth4webapi';
import { leftOf, pauseForAll } from '../http/retry-after.ts';
import { isSecureAddress } from '../options/secure-address.ts';
import type { Client } from '../options/settings.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { Ask } from './ask.ts';
import { withoutDocument } from './failures.ts';

const needed = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;
const optional = ['end_session_endpoint', 'revocation_endpoint', 'pushed_authorization_request_endpoint'] as const;

/** An issuer's metadata, checked. */
export type Server = oauth.AuthorizationServer & Readonly<Record<(typeof needed)[number], string>>;

/** For how long metadata is good, and after what time a failure is tried again at the earliest, in milliseconds. */
const lifetime = 60 * 60 * 1000;
const coolDown = 3000;

/** The issuer itself says what must not be. */
class Contradiction extends ProviderError {}

/**
 * An issuer's metadata: asked for once for all who wait, kept for an hour, and for as long as the issuer is away or shows
 * something else in their place.
 *
 * @see OpenID Connect Discovery 4; RFC 9700 sections 2.1.1 (PKCE) and 4.4
 */
export class Discovery {
  readonly #client: Client;
  readonly #ask: Ask;
  readonly #clock: () => number;
  #known: { readonly server: Server; readonly until: number } | undefined;
  #failed: { readonly error: unknown; readonly at: number; readonly pause: number } | undefined;
  #asking: Promise<Server> | undefined;

  constructor(client: Client, ask: Ask, clock: () => number) {
    this.#client = client;
    this.#ask = ask;
    this.#clock = clock;
  }

  async server(): Promise<Server> {
    const now = this.#clock();
    if (this.#known && now < this.#known.until) return this.#known.server;
    if (this.#failed && leftOf(this.#failed.pause, this.#failed.at, now) > 0 && !this.#asking) {
      if (this.#known) return this.#known.server;
      throw this.#failed.error;
    }
    this.#asking ??= this.#discover().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #discover(): Promise<Server> {
    try {
      const server = await discover(this.#client, this.#ask);
      this.#known = { server, until: this.#clock() + lifetime };
      this.#failed = undefined;
      return server;
    } catch (error) {
      const pause = error instanceof ProviderError ? pauseForAll(error.retryAfter) : 0;
      this.#failed = { error, at: this.#clock(), pause: Math.max(coolDown, pause) };
      // What it said an hour ago is better than nothing, or a page about maintenance; what is false now is not.
      if (error instanceof Contradiction) this.#known = undefined;
      if (this.#known) return this.#known.server;
      throw error;
    }
  }
}

async function discover({ issuer }: Client, ask: Ask): Promise<Server> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const init = { headers: { accept: 'application/json' } };
  const response = await ask(address, init).catch((error: unknown) => {
    // A line that breaks off is given a second chance.
    if (error instanceof ProviderError && error.code === 'network') return ask(address, init);
    throw error;
  });
  if (response.status !== 200) throw withoutDocument('metadata', address, response);
  const found = (await response.json().catch(() => undefined)) as Partial<Server> | null | undefined;
  if (found === undefined) throw new ProviderError('bad_response', { message: 'The metadata is no JSON.' });
  // Letter by letter, as the specification wants it, and as `iss` is compared later.
  if (found?.issuer !== issuer) {
    const Mismatch = typeof found?.issuer === 'string' ? Contradiction : ProviderError;
    const named = typeof found?.issuer === 'string' ? found.issuer.slice(0, 200) : 'no issuer';
    throw new Mismatch('issuer_mismatch', { message: `The metadata names ${named}, and not ${issuer}.` });
  }
  const refuse = (what: string) => new Contradiction('bad_response', { message: `The metadata: ${what}.` });
  const methods = found.code_challenge_methods_supported;
  if (Array.isArray(methods) && !methods.includes('S256')) throw refuse('no PKCE with S256');
  for (const name of [...needed, ...optional]) {
    const address: unknown = found[name];
    const fits =
      typeof address === 'string' &&
      isSecureAddress(address) &&
      (address.startsWith('https:') || issuer.startsWith('http:'));
    if (!fits && (address !== undefined || needed.includes(name as never)))
      throw refuse(`${name} is no secure address`);
  }
  return found as Server;
}

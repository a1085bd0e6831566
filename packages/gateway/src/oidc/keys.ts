import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { leftOf, pauseForAll } from '../http/retry-after.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { Client } from '../options/settings.ts';
import type { Ask } from './ask.ts';
import { withoutDocument } from './failures.ts';
import type { Server } from './server.ts';

/** Who shows a token: the issuer's own token endpoint, or anybody, in its name. */
export type Source = 'issuer' | 'anybody';

/**
 * For how long newer keys are not asked for again, in milliseconds: tokens with made-up key ids must not start a flood.
 * Each by itself: what anybody sends must not use up what a sign-in needs while the issuer changes its keys.
 */
const coolDowns: Readonly<Record<Source, number>> = { issuer: 3000, anybody: 30_000 };

/** What any two clocks differ by, in seconds. */
export const tolerance = 30;

/** Algorithms by which nobody signs but who holds a private key. */
const asymmetric = /^((RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/;

/** The keys of one issuer, and the checking of what they have signed. */
export class IssuerKeys {
  readonly #ask: Ask;
  readonly #clock: () => number;
  #failed: { readonly error: ProviderError; readonly at: number } | undefined;
  #keys: { readonly address: string; readonly find: ReturnType<typeof createRemoteJWKSet> } | undefined;
  readonly #reloadedAt: Record<Source, number> = {
    issuer: Number.NEGATIVE_INFINITY,
    anybody: Number.NEGATIVE_INFINITY,
  };

  constructor(ask: Ask, clock: () => number) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** Begins to fetch them, for whoever will need them in a moment. */
  warm(server: Server): void {
    const { find } = this.#of(server);
    if (!find.jwks()) find.reload().catch(() => undefined);
  }

  /**
   * Fetches them unless they are at hand, before something is done that cannot be done again.
   *
   * @throws {@linkcode ProviderError} where they cannot be had
   */
  async ready(server: Server): Promise<void> {
    const { find } = this.#of(server);
    if (!find.fresh) await find.reload();
  }

  /**
   * The claims of a token that this issuer has signed for this client.
   *
   * @param options `from`: who has shown it; the rest is jose's
   * @throws what jose throws; {@linkcode ProviderError} where the keys cannot be had
   */
  async verify(
    token: string,
    server: Server,
    client: Client,
    { from, ...options }: JWTVerifyOptions & { readonly from: Source },
  ): Promise<JWTPayload> {
    const { find } = this.#of(server);
    if (from === 'anybody' && !find.fresh) this.#spare();
    const all: JWTVerifyOptions = {
      issuer: server.issuer,
      audience: client.clientId,
      algorithms: algorithmsOf(server, client),
      clockTolerance: tolerance,
      currentDate: new Date(this.#clock()),
      ...options,
    };
    try {
      return (await jwtVerify(token, find, all)).payload;
    } catch (error) {
      // The keys may have been changed between the two answers, under a new name or, against all rules, the old one.
      const outdated =
        error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed;
      // And what broke off once is given a second chance.
      const missing = error instanceof ProviderError && error.retryable && error.code !== 'timeout';
      const now = this.#clock();
      if (!missing && (!outdated || leftOf(coolDowns[from], this.#reloadedAt[from], now) > 0)) throw error;
      if (outdated) this.#reloadedAt[from] = now;
      await find.reload();
      return (await jwtVerify(token, find, all)).payload;
    }
  }

  /** What anybody sends must not bring a question each to an issuer that is in trouble. */
  #spare(): void {
    if (!this.#failed) return;
    const { error, at } = this.#failed;
    const pause = Math.max(coolDowns.issuer, pauseForAll(error.retryAfter));
    if (leftOf(pause, at, this.#clock()) > 0) throw error;
  }

  async #read(url: string, init: RequestInit): Promise<Response> {
    try {
      return await readable(url, await this.#ask(url, init));
    } catch (error) {
      if (error instanceof ProviderError) this.#failed = { error, at: this.#clock() };
      throw error;
    }
  }

  #of({ jwks_uri: address }: Server) {
    if (this.#keys?.address !== address) {
      const find = createRemoteJWKSet(new URL(address), {
        // When they are asked for again is decided above, by who shows the token.
        cooldownDuration: Number.POSITIVE_INFINITY,
        // Without jose's own signal, which ends after 5 s whatever `timeout` says, and looks like a caller that has left.
        [customFetch]: (url, { signal: _signal, ...init }) => this.#read(url, init),
      });
      this.#keys = { address, find };
    }
    return this.#keys;
  }
}

/** What is no key at all is passed over: one that nobody knows yet must not take the others with it. */
async function readable(address: string, response: Response): Promise<Response> {
  if (response.status !== 200) throw withoutDocument('keys', address, response);
  const { keys } = Object(await response.json().catch(() => undefined)) as { keys?: unknown };
  if (!Array.isArray(keys)) throw new ProviderError('bad_response', { message: 'The issuer has published no keys.' });
  return Response.json({
    keys: (keys as unknown[]).filter((key) => typeof key === 'object' && key && !Array.isArray(key)),
  });
}

/**
 * One algorithm is agreed on at registration, and RS256 where none is named (`id_token_signed_response_alg`, OpenID
 * Connect Registration 2). Where the issuer does not even announce that one, it may be any that nobody can forge.
 */
function algorithmsOf(server: Server, { signingAlgorithm }: Client): string[] {
  if (signingAlgorithm !== undefined) return [signingAlgorithm];
  // OpenID Connect Core 15.1: RS256 is what every provider can.
  const announced: unknown = server.id_token_signing_alg_values_supported ?? ['RS256'];
  const strong = [announced].flat().filter((name): name is string => typeof name === 'string' && asymmetric.test(name));
  return strong.includes('RS256') ? ['RS256'] : strong;
}

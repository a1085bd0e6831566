import type { IDToken } from 'oauth4webapi';
import { fromBase64url } from './base64url.ts';
import type { Clock } from '../transport/transport.ts';
import { fetchDocument, type Ask } from './requests.ts';

/** The signature algorithms of RFC 7518 section 3.1 and RFC 8037 by their first letters; none with a shared secret. */
const families: Partial<Record<string, { readonly kty: string; readonly name: string }>> = {
  RS: { kty: 'RSA', name: 'RSASSA-PKCS1-v1_5' },
  PS: { kty: 'RSA', name: 'RSA-PSS' },
  ES: { kty: 'EC', name: 'ECDSA' },
  Ed: { kty: 'OKP', name: 'Ed25519' },
};

/** A key as the SSO publishes it (RFC 7517 section 4). */
export interface PublishedKey extends JsonWebKey {
  readonly kid?: string;
}

/** How long newer keys are not asked for again, in milliseconds: tokens with made-up key ids must not start a flood. */
const coolDown = 30_000;

/** The keys of the issuers, by their addresses. */
export class KeyRing {
  readonly #fetched = new Map<string, { readonly at: number; readonly keys: Promise<PublishedKey[]> }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What is known or, at first, published; `newer` goes past every cache, once for all who ask. */
  keys(address: string, ask: Ask, newer = false): Promise<PublishedKey[]> {
    const now = this.#clock.monotonic();
    const known = this.#fetched.get(address);
    if (known && (!newer || now - known.at < coolDown)) return known.keys;
    const keys = fetchKeys(address, ask, newer ? { cache: 'reload' } : {});
    this.#fetched.set(address, { at: newer ? now : -Infinity, keys });
    keys.catch(() => this.#fetched.delete(address));
    return keys;
  }
}

async function fetchKeys(address: string, ask: Ask, init: RequestInit): Promise<PublishedKey[]> {
  const { keys } = await fetchDocument<{ keys: PublishedKey[] }>(ask, address, init);
  if (!Array.isArray(keys)) throw new Error('No keys');
  return keys;
}

/**
 * Checks the signature of a token that oauth4webapi has found well-formed and signed by an algorithm that the issuer
 * announces.
 *
 * The code flow would allow TLS to stand for the signature (OpenID Connect Core 3.1.3.7); EPOS checks it all the same,
 * against proxies that schools put into TLS.
 */
export async function isSigned(token: string, keysOf: (newer: boolean) => Promise<PublishedKey[]>): Promise<boolean> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { alg, kid } = headerOf(token);
  const family = families[alg.slice(0, 2)];
  if (!family) return false;
  const { kty, name } = family;
  const size = alg.slice(2);
  const crv = { RSA: undefined, EC: size === '512' ? 'P-521' : `P-${size}`, OKP: 'Ed25519' }[kty];

  const fitting = (key: PublishedKey | null) =>
    key?.kty === kty &&
    key.crv === crv &&
    (kid === undefined || key.kid === kid) &&
    (key.alg ?? alg) === alg &&
    (key.use ?? 'sig') === 'sig' &&
    key.key_ops?.includes('verify') !== false;
  let found = (await keysOf(false).catch(() => [])).filter(fitting);
  // The keys may have been changed between the two answers, or lie in the HTTP cache: once more, past the cache.
  if (found.length !== 1) found = (await keysOf(true)).filter(fitting);
  const [jwk, another] = found;
  if (!jwk || another) return false;

  // Each algorithm takes what it needs of these.
  const algorithm = { name, hash: `SHA-${size}`, namedCurve: crv ?? '', saltLength: Number(size) / 8 };
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  // RFC 7518 section 3.3
  const { modulusLength = 2048 } = key.algorithm as Partial<RsaHashedKeyAlgorithm>;
  const signed = new TextEncoder().encode(`${header}.${payload}`);
  return modulusLength >= 2048 && crypto.subtle.verify(algorithm, key, fromBase64url(signature), signed);
}

export function headerOf(token: string): { readonly alg: string; readonly kid?: string } {
  return partOf(token, 0) as ReturnType<typeof headerOf>;
}

/** The claims of a token that has been checked. */
export function claimsOf(token: string): IDToken {
  return partOf(token, 1) as IDToken;
}

/** The claims of a token of any form, unchecked; `undefined` where it has none that can be read. */
export function readClaims(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return Object(claimsOf(token)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function partOf(token: string, index: 0 | 1): unknown {
  return JSON.parse(new TextDecoder().decode(fromBase64url(token.split('.')[index] ?? '')));
}

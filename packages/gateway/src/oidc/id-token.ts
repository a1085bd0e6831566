import { createHash } from 'node:crypto';
import { decodeProtectedHeader, type JWTPayload } from 'jose';
import { ProviderError } from '../providers/provider-error.ts';
import { tolerance } from './keys.ts';

/** How far its making may lie from now, in seconds. */
const longAgo = 10 * 60;

/** Who, or which sign-in, the id_token must speak of. */
export interface Expected {
  readonly clientId: string;
  readonly trustedAudiences: readonly string[];
  readonly accessToken: string;
  /** Of the sign-in; a session that was begun before nonces were kept has none. */
  readonly nonce?: string | undefined;
  readonly maxAge?: number | undefined;
  readonly acr?: string | undefined;
  /** When the sign-in began, in milliseconds. */
  readonly beganAt?: number | undefined;
  /** Of a refresh. */
  readonly sub?: string | undefined;
  readonly now: number;
}

/**
 * The checks that remain when signature, issuer, audience and times hold: OpenID Connect Core 3.1.3.7 and 12.2.
 *
 * @throws {@linkcode ProviderError} `id_token_invalid`, with the claim's name
 */
export function checkIdToken(idToken: string, claims: JWTPayload, expected: Expected): void {
  const { clientId, trustedAudiences, nonce, sub, maxAge, acr, beganAt = 0, accessToken, now } = expected;
  const { aud, azp = clientId, at_hash, auth_time, iat = 0 } = claims;
  const rules: Record<string, boolean> = {
    // A refreshed id_token may do without, and may not have another.
    nonce: nonce === undefined || claims.nonce === nonce || (sub !== undefined && claims.nonce === undefined),
    sub: typeof claims.sub === 'string' && claims.sub !== '' && (sub ?? claims.sub) === claims.sub,
    aud: [aud].flat().every((one) => one === clientId || trustedAudiences.includes(one ?? '')),
    azp: azp === clientId,
    // It comes straight from the token endpoint: an old one is another sign-in's.
    iat: Math.abs(iat - now / 1000) <= longAgo,
    acr: acr === undefined || acr.split(' ').includes(claims.acr as string),
    // Counted from when the sign-in began: who takes long over a password has not signed in too early.
    auth_time:
      maxAge === undefined ||
      (typeof auth_time === 'number' && auth_time + maxAge >= Math.floor(beganAt / 1000) - tolerance),
    at_hash: at_hash === undefined || at_hash === accessTokenHash(idToken, accessToken),
  };
  const broken = Object.keys(rules).find((name) => !rules[name]);
  if (broken)
    throw new ProviderError('id_token_invalid', { message: `The id_token's ${broken} is not as it must be.` });
}

/** The left half of the access token's hash, by the hash of the id_token's algorithm (OpenID Connect Core 3.1.3.6). */
function accessTokenHash(idToken: string, accessToken: string): string {
  const { alg = '' } = decodeProtectedHeader(idToken);
  // Ed25519 hashes with SHA-512 inside.
  const size = /256|384/.exec(alg)?.[0] ?? '512';
  const hash = createHash(`sha${size}`).update(accessToken).digest();
  return hash.subarray(0, hash.length / 2).toString('base64url');
}

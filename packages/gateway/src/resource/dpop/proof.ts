import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, errors, jwtVerify, type JWTPayload } from 'jose';
import { Refusal } from '../refusal.ts';
import { headerOf, type IncomingRequest } from '../token/credentials.ts';
import { createNonces, nonceLifetime, type Nonces } from './nonces.ts';
import type { ReplayMemory } from './replays.ts';

/** By what proofs are measured. */
export interface ProofRules {
  /** Whether tokens without a key are refused. */
  readonly required: boolean;
  readonly baseUrl: string;
  /** In seconds. */
  readonly window: number;
  readonly nonceSecret: Uint8Array | undefined;
  readonly replays: ReplayMemory;
  /** Now, in milliseconds. */
  readonly clock: () => number;
}

/** Checks proofs of possession. */
export interface ProofCheck {
  readonly required: boolean;
  /** The nonce for the caller's next proof, where proofs carry one. */
  nonce(): string | undefined;
  /** Checks the proof that comes with a token bound to the key `jkt`. Throws {@linkcode Refusal}. */
  check(request: IncomingRequest, token: string, jkt: string): Promise<void>;
}

/** The algorithms of proofs that are taken. */
export const proofAlgorithms = ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'RS256', 'PS256'];

/** A proof is a header, a key and six claims. */
const longestProof = 8192;

/** How far the clock of a caller may be off whose proof carries a nonce of ours, in seconds. */
const clockSkewWithNonce = 24 * 3600;

type ProofClaims = JWTPayload & Readonly<Record<'htm' | 'htu' | 'ath' | 'nonce', unknown>>;

/** @see RFC 9449, 4.3 and 7.1 */
export function createProofCheck(rules: ProofRules): ProofCheck {
  const { required, baseUrl, window, nonceSecret, replays, clock } = rules;
  const base = baseUrl.replace(/\/$/, '');
  const nonces: Nonces | undefined = nonceSecret && createNonces(nonceSecret, clock);

  return {
    required,
    nonce: () => nonces?.current(),
    async check(request, token, jkt) {
      const { claims, thumbprint } = await readProof(request, clock);
      if (thumbprint !== jkt) throw new Refusal('proof_of_other_key');
      const { htm, htu, ath, nonce, iat = 0, jti = '' } = claims;
      if (htm !== request.method || placeOf(htu) !== placeOf(addressOf(request, base))) {
        throw new Refusal('proof_of_other_request');
      }
      if (ath !== digest(token)) throw new Refusal('proof_of_other_token');
      if (nonces && !nonces.accepts(nonce)) throw new Refusal('nonce_needed');
      // A nonce of ours proves the moment, so that `iat` may come from a school's computer whose clock is hours off.
      const skew = nonces ? clockSkewWithNonce : window;
      if (Math.abs(clock() / 1000 - iat) > skew) throw new Refusal('stale_proof');
      // At the far end of the window it would still pass after twice the window.
      const lifetime = nonces ? nonceLifetime : 2 * window;
      const use = await replays.firstUse(digest(`${jkt}.${jti}`), lifetime);
      if (use !== 'first') throw new Refusal(use === 'again' ? 'replayed_proof' : 'too_many_proofs');
    },
  };
}

async function readProof(
  request: IncomingRequest,
  clock: () => number,
): Promise<{ claims: ProofClaims; thumbprint: string }> {
  const proof = headerOf(request, 'dpop');
  // Two headers of that name arrive joined by a comma (RFC 9449, 4.3, step 1).
  if (!proof || proof.includes(',') || proof.length > longestProof) throw new Refusal('no_proof');
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: proofAlgorithms,
      requiredClaims: ['jti', 'htm', 'htu', 'iat', 'ath'],
      // `iat` is looked at by the rules of proofs, which know of nonces.
      currentDate: new Date(clock()),
      clockTolerance: clockSkewWithNonce,
    });
    const { jwk } = protectedHeader;
    const { jti } = payload;
    if (!jwk || typeof jti !== 'string' || jti === '') throw new errors.JWTInvalid();
    return { claims: payload as ProofClaims, thumbprint: await calculateJwkThumbprint(jwk) };
  } catch {
    throw new Refusal('malformed_proof');
  }
}

/** The address as the caller wrote it: the path alone is the request's own, for `Host` is what the caller wrote. */
function addressOf({ url = '' }: IncomingRequest, base: string): string {
  const path = url.startsWith('/') ? url : (URL.parse(url)?.pathname ?? '');
  return base + path;
}

/** RFC 9449, 4.3, step 9: without query and fragment, in the normal form of the URL standard. */
function placeOf(address: unknown): string | undefined {
  const url = typeof address === 'string' ? URL.parse(address) : null;
  return url ? url.origin + url.pathname : undefined;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

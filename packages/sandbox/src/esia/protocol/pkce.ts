import { streebog256 } from '@epos-login/gateway/esia';
import { createHash } from 'node:crypto';
import type { Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';

/** What a code is bound by. */
export interface Challenge {
  readonly method: 'S256' | 'GOST3411';
  readonly value: string;
}

/** Of 32 bytes, and at least as long as RFC 7636, 4.1 wants a verifier. */
const challengePattern = /^[\w-]{43}$/;
const verifierPattern = /^[\w.~-]{43,128}$/;

/** The challenge of an authorization request, if it has one. @see esia-and-epos A8 */
export function readChallenge(parameters: Parameters): Challenge | undefined {
  const value = parameters.optional('code_challenge');
  const method = parameters.optional('code_challenge_method');
  if (value === undefined && method === undefined) return undefined;
  if (method !== 'S256' && method !== 'GOST3411') throw new Refusal('ESIA-007003', 'code_challenge_method');
  if (value === undefined || !challengePattern.test(value)) throw new Refusal('ESIA-007003', 'code_challenge');
  return { method, value };
}

/** Compares the verifier of a token request with the challenge. @see esia-and-epos A11, 007039 and 007040 */
export function checkVerifier(challenge: Challenge | undefined, verifier: string | undefined): void {
  if (challenge === undefined && verifier === undefined) return;
  if (challenge === undefined) throw new Refusal('ESIA-007039');
  if (verifier === undefined || !verifierPattern.test(verifier)) throw new Refusal('ESIA-007040');
  const digest =
    challenge.method === 'S256' ? createHash('sha256').update(verifier).digest() : streebog256(Buffer.from(verifier));
  if (Buffer.from(digest).toString('base64url') !== challenge.value) throw new Refusal('ESIA-007040');
}

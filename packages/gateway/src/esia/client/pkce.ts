import { createHash, randomBytes } from 'node:crypto';
import { streebog256 } from '../gost/gost.ts';

/**
 * How the challenge of PKCE is made of the verifier. ESIA has error codes for PKCE but no published list of methods:
 * `S256` is RFC 7636's, `GOST3411` (Streebog-256) has been seen in a client that shows no proof of working.
 *
 * @see esia-and-epos A8
 */
export type PkceMethod = 'S256' | 'GOST3411';

const digests: Record<PkceMethod, (verifier: string) => Uint8Array> = {
  S256: (verifier) => createHash('sha256').update(verifier).digest(),
  GOST3411: (verifier) => streebog256(Buffer.from(verifier)),
};

/** 43 characters, as RFC 7636, 4.1 recommends. */
export function createVerifier(): string {
  return randomBytes(32).toString('base64url');
}

export function challengeOf(verifier: string, method: PkceMethod): string {
  return Buffer.from(digests[method](verifier)).toString('base64url');
}

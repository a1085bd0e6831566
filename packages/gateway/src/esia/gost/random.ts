import { bigEndian, reversed } from './bytes.ts';

/**
 * Refuses to work without the platform's source of randomness: node-gost-crypto would fall back to `Math.random`, and
 * one guessed number gives the private key away.
 */
export function demandRandomness(): void {
  const { crypto } = globalThis as { crypto?: { getRandomValues?: unknown } };
  if (typeof crypto?.getRandomValues !== 'function') {
    throw new Error('There is no globalThis.crypto in this runtime: keys and signatures need its random numbers.');
  }
}

/** A number between 1 and q - 1, each as likely as any other; 32 bytes, little-endian. */
export function randomBelow(q: bigint): Uint8Array<ArrayBuffer> {
  demandRandomness();
  const bytes = new Uint8Array(32);
  for (;;) {
    crypto.getRandomValues(bytes);
    // Tried anew rather than taken modulo q: RFC 7091, 6.1, step 3.
    const number = bigEndian(bytes);
    if (number > 0n && number < q) return reversed(bytes);
  }
}

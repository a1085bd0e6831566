import { bytesToNumberBE } from '@noble/curves/utils.js';

/** Refuses to work without the platform's source of randomness: one guessed number gives the private key away. */
export function demandRandomness(): void {
  const { crypto } = globalThis as { crypto?: { getRandomValues?: unknown } };
  if (typeof crypto?.getRandomValues !== 'function') {
    throw new Error('There is no globalThis.crypto in this runtime: keys and signatures need its random numbers.');
  }
}

/** A number between 1 and q - 1, each as likely as any other; q has at most 256 bits. */
export function randomBelow(q: bigint): bigint {
  demandRandomness();
  const bytes = new Uint8Array(32);
  for (;;) {
    // Tried anew rather than taken modulo q: RFC 7091, 6.1, step 3.
    const number = bytesToNumberBE(crypto.getRandomValues(bytes));
    if (number > 0n && number < q) return number;
  }
}

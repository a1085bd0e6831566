import { gostEngine, type Curve, type GostSign } from './library.ts';
import { ownBuffer, reversed } from './bytes.ts';
import { readGostPrivateKey } from './private-key.ts';
import { demandRandomness, randomBelow } from './random.ts';
import type { Signer } from './signer.ts';

/** What a software signer signs with. */
export interface SoftwareSignerOptions {
  /** PKCS #8, as PEM text or as DER. */
  readonly privateKey: string | Uint8Array;
}

/**
 * A signer in plain JavaScript, for development and for the sandbox: the key lies in memory and the arithmetic is not
 * constant-time. A system that talks to the real ESIA signs with certified means behind the same {@linkcode Signer}.
 *
 * @throws TypeError for a key that cannot be read, or on a curve that is not supported, which it names; Error where
 * the runtime has no `globalThis.crypto`
 * @example
 * ```ts
 * const signer = createSoftwareSigner({ privateKey: await readFile('epos.key', 'utf8') });
 * ```
 * @see esia-and-epos A4
 */
export function createSoftwareSigner({ privateKey }: SoftwareSignerOptions): Signer {
  const { curve, d } = readGostPrivateKey(privateKey);
  return signerOf(curve, d);
}

/** A signer of a key that is at hand already. */
export function signerOf(curve: Curve, d: Uint8Array): Signer {
  demandRandomness();
  return {
    sign: (data) =>
      new Promise((resolve) => {
        resolve(signRaw(curve, d, data));
      }),
  };
}

/**
 * The 64 bytes that ESIA wants. The library writes `r ‖ s` little-endian; turned round as a whole that is ESIA's
 * `s ‖ r` big-endian (the test checks it by an independent verifier and against OpenSSL's gost engine).
 */
export function signRaw(curve: Curve, d: Uint8Array, data: Uint8Array): Uint8Array {
  return withNumber(curve, (number) => {
    const signature = signatures(curve);
    // The library's own number would be taken modulo q, which favours small ones on CryptoPro C.
    signature.ukm = ownBuffer(number);
    return reversed(new Uint8Array(signature.sign(ownBuffer(d), ownBuffer(data))));
  });
}

/** A new key pair: the number and the point, little-endian. */
export function generateKeyPair(curve: Curve): { d: Uint8Array; point: Uint8Array } {
  return withNumber(curve, (number) => keyPairOf(curve, number));
}

/**
 * Works with a random number, and with another one where the library stumbles: its inversion calls a function that is
 * not there (`subtract`, gostSign.js 659), for about one number in a thousand.
 */
function withNumber<T>(curve: Curve, work: (number: Uint8Array<ArrayBuffer>) => T): T {
  for (let tries = 8; ; tries--) {
    try {
      return work(randomBelow(BigInt(curve.q)));
    } catch (error) {
      if (!(error instanceof ReferenceError) || tries <= 1) throw error;
    }
  }
}

/** The point that belongs to a number. */
export function keyPairOf(curve: Curve, d: Uint8Array): { d: Uint8Array; point: Uint8Array } {
  const generator = signatures(curve);
  generator.ukm = ownBuffer(d);
  return { d, point: new Uint8Array(generator.generateKey().publicKey) };
}

/** The signature algorithm over a curve. */
export function signatures(curve: Curve): GostSign {
  return gostEngine.getGostSign({
    name: 'GOST R 34.10',
    version: 2012,
    length: 256,
    curve,
    hash: 'GOST R 34.11',
  });
}

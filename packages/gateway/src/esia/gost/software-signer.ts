import { gostEngine, type Curve, type GostSign } from './library.ts';
import { ownBuffer, reversed } from './bytes.ts';
import { readGostPrivateKey } from './private-key.ts';
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
  return reversed(new Uint8Array(signatures(curve).sign(ownBuffer(d), ownBuffer(data))));
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

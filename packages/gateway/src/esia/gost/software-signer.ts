import { readGostPrivateKey, type GostPrivateKey } from './private-key.ts';
import { demandRandomness } from './random.ts';
import { signRaw } from './signature.ts';
import type { Signer } from './signer.ts';

/** What a software signer signs with. */
export interface SoftwareSignerOptions {
  /** PKCS #8, as PEM text or as DER. */
  readonly privateKey: string | Uint8Array;
}

/**
 * A signer in plain JavaScript, for development and for the sandbox: the key lies in memory, and JavaScript's big
 * integers are not constant-time. A system that talks to the real ESIA signs with certified means behind the same
 * {@linkcode Signer}.
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
  return signerOf(readGostPrivateKey(privateKey));
}

/** A signer of a key that is at hand already. */
export function signerOf(key: GostPrivateKey): Signer {
  demandRandomness();
  return {
    sign: (data) =>
      new Promise((resolve) => {
        resolve(signRaw(key, data));
      }),
  };
}

import library from 'node-gost-crypto';

/** A short Weierstrass curve: the modulus, the coefficients, the order of the base point and the base point. */
export interface Curve {
  readonly p: string;
  readonly a: string;
  readonly b: string | number;
  readonly q: string;
  readonly x: string | number;
  readonly y: string;
}

interface GostDigest {
  digest(data: ArrayBuffer): ArrayBuffer;
}

/** All numbers are little-endian: keys, both halves of a public key, both halves of a signature. */
export interface GostSign {
  sign(privateKey: ArrayBuffer, data: ArrayBuffer): ArrayBuffer;
  verify(publicKey: ArrayBuffer, signature: ArrayBuffer, data: ArrayBuffer): boolean;
  generateKey(): { privateKey: ArrayBuffer; publicKey: ArrayBuffer };
  /** What stands in for the library's own random number: the secret of a signature, or a key to be made. */
  ukm?: ArrayBuffer;
}

/**
 * The part of node-gost-crypto that is used here. Its lower half, that is: the upper one
 * reads TC 26 curves by a draft, and its certificates do not work under Node.
 */
export interface GostEngine {
  getGostDigest(algorithm: { name: 'GOST R 34.11'; version: 2012; length: 256 }): GostDigest;
  getGostSign(algorithm: {
    name: 'GOST R 34.10';
    version: 2012;
    length: 256;
    curve: Curve;
    hash: 'GOST R 34.11';
  }): GostSign;
}

export const gostEngine = library.gostEngine as GostEngine;

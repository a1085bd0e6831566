import { bytesToNumberBE, bytesToNumberLE, concatBytes } from '@noble/curves/utils.js';
import type { Curve } from './curves.ts';
import type { GostPrivateKey } from './private-key.ts';
import type { GostPublicKey } from './public-key.ts';
import { randomBelow } from './random.ts';
import { streebog256 } from './streebog.ts';

/**
 * Signs the data: the raw 64 bytes `s ‖ r`, each 32 bytes, big-endian.
 *
 * @see RFC 7091, 6.1
 */
export function signRaw({ curve, d }: GostPrivateKey, data: Uint8Array): Uint8Array {
  const { BASE, Fn } = curve;
  const e = numberOf(data, curve);
  for (;;) {
    const k = randomBelow(Fn.ORDER);
    const r = Fn.create(BASE.multiply(k).x);
    const s = Fn.add(Fn.mul(r, d), Fn.mul(k, e));
    if (r !== 0n && s !== 0n) return concatBytes(Fn.toBytes(s), Fn.toBytes(r));
  }
}

/**
 * Whether the raw 64 bytes `s ‖ r`, big-endian, sign the data by the key.
 *
 * @see RFC 7091, 6.2
 */
export function verifySignature({ curve, point }: GostPublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const { BASE, Fn } = curve;
  const s = bytesToNumberBE(signature.subarray(0, 32));
  const r = bytesToNumberBE(signature.subarray(32));
  // With r = 0 anybody could sign on CryptoPro C, whose base point has x = 0.
  if (!Fn.isValidNot0(s) || !Fn.isValidNot0(r)) return false;
  const v = Fn.inv(numberOf(data, curve));
  const sum = BASE.mulAddUnsafe(Fn.mul(s, v), point, Fn.neg(Fn.mul(r, v)));
  return !sum.is0() && Fn.create(sum.x) === r;
}

/** The digest as a number of the curve, never 0. Streebog gives it last byte first. */
function numberOf(data: Uint8Array, { Fn }: Curve): bigint {
  return Fn.create(bytesToNumberLE(streebog256(data))) || 1n;
}

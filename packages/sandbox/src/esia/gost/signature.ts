import { streebog256 } from '@epos-login/gateway/esia';
import { randomBytes } from 'node:crypto';
import type { Curve } from './curves.ts';
import { inverse, modulo, sumOf } from './points.ts';

/** A key to check signatures by. */
export interface PublicKey {
  readonly curve: Curve;
  readonly point: readonly [x: bigint, y: bigint];
}

/** A key to sign by. */
export interface PrivateKey extends PublicKey {
  readonly d: bigint;
}

/**
 * Whether the raw 64 bytes, `s ‖ r` big-endian, sign the data: the letter of RFC 7091, 6.2, with big integers. It
 * shares nothing with the client of `@epos-login/gateway/esia` but the digest, so that no error of the one hides in
 * the other.
 */
export function verifies({ curve, point }: PublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const { q, base } = curve;
  const s = bigEndian(signature.subarray(0, 32));
  const r = bigEndian(signature.subarray(32));
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false;
  const v = inverse(numberOf(data, q), q);
  const c = sumOf(curve, [modulo(s * v, q), base], [modulo(-r * v, q), point]);
  return c !== undefined && modulo(c[0], q) === r;
}

/** Signs by RFC 7091, 6.1. For the sandbox's tokens: neither fast nor constant in time. */
export function sign({ curve, d }: PrivateKey, data: Uint8Array): Uint8Array {
  const { q, base } = curve;
  const e = numberOf(data, q);
  for (;;) {
    const k = randomNumber(q);
    const c = sumOf(curve, [k, base]);
    const r = c ? modulo(c[0], q) : 0n;
    const s = modulo(r * d + k * e, q);
    if (r > 0n && s > 0n) return Buffer.concat([toBigEndian(s), toBigEndian(r)]);
  }
}

export function createPrivateKey(curve: Curve): PrivateKey {
  const d = randomNumber(curve.q);
  const point = sumOf(curve, [d, curve.base]);
  if (!point) throw new RangeError('A number below the order of the base point leads to no infinity.');
  return { curve, d, point };
}

/** The digest as a number, which RFC 7091, 5.3 reads little-endian here; 1 in the place of 0. */
function numberOf(data: Uint8Array, q: bigint): bigint {
  return littleEndian(streebog256(data)) % q || 1n;
}

function randomNumber(q: bigint): bigint {
  for (;;) {
    const number = bigEndian(randomBytes(32));
    if (number > 0n && number < q) return number;
  }
}

function bigEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

export function littleEndian(bytes: Uint8Array): bigint {
  return bigEndian(bytes.toReversed());
}

function toBigEndian(number: bigint): Uint8Array {
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
}

export function toLittleEndian(number: bigint): Uint8Array {
  return toBigEndian(number).toReversed();
}

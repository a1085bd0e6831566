import { bytesToNumberLE, concatBytes, numberToBytesLE } from '@noble/curves/utils.js';
import { readGostAlgorithm } from './algorithm.ts';
import type { Curve, CurvePoint } from './curves.ts';
import { childrenOf, readDer } from './der-reader.ts';

/** A key to check signatures by. */
export interface GostPublicKey {
  readonly curve: Curve;
  readonly point: CurvePoint;
}

const octetString = 0x04;
const versionTag = 0xa0;

/**
 * Reads the GOST key of a certificate in DER. The platform's crypto reads such a certificate but not its key.
 *
 * @see RFC 5280, 4.1 (where it stands); RFC 9215, 4.3 (what it is)
 */
export function readGostPublicKey(certificate: Uint8Array): GostPublicKey {
  const [body] = childrenOf(readDer(certificate));
  const fields = body ? childrenOf(body) : [];
  // version?, serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo
  const info = fields[fields[0]?.tag === versionTag ? 6 : 5];
  const [algorithm, bits] = info ? childrenOf(info) : [];
  if (!algorithm || !bits) throw new TypeError('Not a certificate: it holds no public key.');
  const curve = readGostAlgorithm(algorithm);
  // A BIT STRING begins with the number of unused bits.
  const octets = readDer(bits.content.subarray(1));
  if (octets.tag !== octetString || octets.content.length !== 64) throw new TypeError('Not a public key of 256 bits.');
  return { curve, point: readPoint(curve, octets.content) };
}

/** As a certificate holds a point: `x ‖ y`, each 32 bytes, little-endian. */
export function writePoint(point: CurvePoint): Uint8Array {
  const { x, y } = point.toAffine();
  return concatBytes(numberToBytesLE(x, 32), numberToBytesLE(y, 32));
}

function readPoint(curve: Curve, bytes: Uint8Array): CurvePoint {
  try {
    const [x, y] = [bytesToNumberLE(bytes.subarray(0, 32)), bytesToNumberLE(bytes.subarray(32))];
    const point = curve.fromAffine({ x, y });
    // That its order is q, too: TC 26 A has points of other orders.
    point.assertValidity();
    return point;
  } catch (cause) {
    throw new TypeError('The public key is not a point of its curve.', { cause });
  }
}

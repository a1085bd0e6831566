import { readGostAlgorithm } from './algorithm.ts';
import { bigEndian, ownBuffer, reversed } from './bytes.ts';
import { childrenOf, readDer } from './der-reader.ts';
import type { Curve } from './library.ts';
import { signatures } from './software-signer.ts';

/** A key to check signatures by. */
export interface GostPublicKey {
  readonly curve: Curve;
  /** `x ‖ y`, each 32 bytes, little-endian, as certificates and node-gost-crypto both hold it. */
  readonly point: Uint8Array;
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
  const key = { curve, point: octets.content };
  if (!isOnCurve(key)) throw new TypeError('The public key is not a point of its curve.');
  return key;
}

/**
 * Whether the raw 64 bytes `s ‖ r`, big-endian, sign the data by the key.
 *
 * @see RFC 7091, 6.2
 */
export function verifySignature({ curve, point }: GostPublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const q = BigInt(curve.q);
  // Step 1 of the RFC, half of which node-gost-crypto leaves out: with r = 0 anybody could sign on CryptoPro C.
  const inRange = [signature.subarray(0, 32), signature.subarray(32)].every((half) => {
    const number = bigEndian(half);
    return number > 0n && number < q;
  });
  if (!inRange) return false;
  return signatures(curve).verify(ownBuffer(point), reversed(signature).buffer, ownBuffer(data));
}

function isOnCurve({ curve, point }: GostPublicKey): boolean {
  const [p, a, b] = [BigInt(curve.p), BigInt(curve.a), BigInt(curve.b)];
  const [x, y] = [bigEndian(reversed(point.subarray(0, 32))), bigEndian(reversed(point.subarray(32)))];
  return x < p && y < p && (y * y - (x * x * x + a * x + b)) % p === 0n;
}

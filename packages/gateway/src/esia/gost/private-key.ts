import { bytesToNumberBE, bytesToNumberLE } from '@noble/curves/utils.js';
import { readGostAlgorithm } from './algorithm.ts';
import type { Curve } from './curves.ts';
import { childrenOf, readDer } from './der-reader.ts';
import { bodyOf } from './pem.ts';

/** A key of GOST R 34.10-2012 with 256 bits. */
export interface GostPrivateKey {
  readonly curve: Curve;
  readonly d: bigint;
}

const octetString = 0x04;
const integer = 0x02;

/**
 * Reads a private key in PKCS #8, as `openssl genpkey -algorithm gost2012_256` writes it: PEM or DER.
 *
 * @see RFC 9215, section 5 (the algorithm) and Р 50.1.112-2016 (the three ways to write the number)
 */
export function readGostPrivateKey(key: string | Uint8Array): GostPrivateKey {
  const [, algorithm, octets] = childrenOf(readDer(typeof key === 'string' ? fromPem(key) : key));
  if (!algorithm || octets?.tag !== octetString) throw new TypeError('Not a PKCS #8 private key.');
  const curve = readGostAlgorithm(algorithm);
  const d = readNumber(octets.content);
  if (!curve.Fn.isValidNot0(d)) throw new TypeError('The private key is no number of its curve.');
  return { curve, d };
}

/** OpenSSL writes the 32 bytes bare; others wrap them in an OCTET STRING (little-endian) or an INTEGER (big-endian). */
function readNumber(content: Uint8Array): bigint {
  if (content.length === 32) return bytesToNumberLE(content);
  const inner = readDer(content);
  if (inner.tag === octetString && inner.content.length === 32) return bytesToNumberLE(inner.content);
  if (inner.tag === integer && inner.content.length <= 33) return bytesToNumberBE(inner.content);
  throw new TypeError('The private key does not hold a number of 256 bits.');
}

function fromPem(pem: string): Uint8Array {
  const body = bodyOf(pem, 'PRIVATE KEY');
  if (!body) throw new TypeError('No "BEGIN PRIVATE KEY" in the PEM text; an encrypted key must be decrypted first.');
  return body;
}

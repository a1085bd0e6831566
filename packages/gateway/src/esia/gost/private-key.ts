import { curves } from './curves.ts';
import type { Curve } from './library.ts';
import { childrenOf, readDer, readObjectIdentifier } from './der-reader.ts';

/** A key of GOST R 34.10-2012 with 256 bits. */
export interface GostPrivateKey {
  readonly curve: Curve;
  /** The number itself, little-endian, as PKCS #8 and node-gost-crypto both hold it. */
  readonly d: Uint8Array;
}

const gost2012With256Bits = '1.2.643.7.1.1.1.1';
const octetString = 0x04;
const integer = 0x02;

/**
 * Reads a private key in PKCS #8, as `openssl genpkey -algorithm gost2012_256` writes it: PEM or DER.
 *
 * @see RFC 9215, section 5 (the algorithm) and Р 50.1.112-2016 (the three ways to write the number)
 */
export function readGostPrivateKey(key: string | Uint8Array): GostPrivateKey {
  const [, algorithm, octets] = childrenOf(readDer(typeof key === 'string' ? fromPem(key) : key));
  const [identifier, parameters] = algorithm ? childrenOf(algorithm) : [];
  const [curveIdentifier] = parameters ? childrenOf(parameters) : [];
  if (!identifier || !curveIdentifier || octets?.tag !== octetString) throw new TypeError('Not a PKCS #8 private key.');
  if (readObjectIdentifier(identifier) !== gost2012With256Bits) {
    throw new TypeError('Not a key of GOST R 34.10-2012 with 256 bits, the only kind that ESIA takes.');
  }
  const name = readObjectIdentifier(curveIdentifier);
  const curve = curves[name];
  if (!curve) throw new TypeError(`The curve ${name} is not known.`);
  return { curve, d: readNumber(octets.content) };
}

/** OpenSSL writes the 32 bytes bare; others wrap them in an OCTET STRING (little-endian) or an INTEGER (big-endian). */
function readNumber(content: Uint8Array): Uint8Array {
  if (content.length === 32) return content;
  const inner = readDer(content);
  if (inner.tag === octetString && inner.content.length === 32) return inner.content;
  if (inner.tag === integer && inner.content.length <= 33) {
    const number = new Uint8Array(32);
    number.set(inner.content.toReversed().subarray(0, 32));
    return number;
  }
  throw new TypeError('The private key does not hold a number of 256 bits.');
}

function fromPem(pem: string): Uint8Array {
  const body = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/.exec(pem)?.[1];
  if (!body) throw new TypeError('No "BEGIN PRIVATE KEY" in the PEM text; an encrypted key must be decrypted first.');
  return Buffer.from(body, 'base64');
}

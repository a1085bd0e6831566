import { streebog256 } from '@epos-login/gateway/esia';
import { X509Certificate } from 'node:crypto';
import { curves } from './curves.ts';
import { isOnCurve } from './points.ts';
import { littleEndian, type PublicKey } from './signature.ts';

/** A certificate that a system has registered. */
export interface RegisteredCertificate {
  /** Streebog-256 of it, in upper-case hexadecimal. */
  readonly hash: string;
  readonly key: PublicKey;
  /** In milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** id-tc26-gost3410-12-256 */
const gostKey = '06082a85030701010101';

/**
 * Reads a certificate with a GOST key of 256 bits, DER or PEM; a RangeError for any other.
 *
 * @see RFC 9215, 4: `SEQUENCE { SEQUENCE { OID, SEQUENCE { OID of the curve, … } }, BIT STRING { OCTET STRING } }`
 */
export function readCertificate(written: Uint8Array | string): RegisteredCertificate {
  const certificate = openCertificate(written);
  const der = certificate.raw;
  const [validFrom, validTo] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  // No whole parser of certificates: no other field holds this algorithm, and what follows it has one form.
  const at = der.indexOf(Buffer.from(gostKey, 'hex'));
  if (at < 0) throw new RangeError('The certificate holds no key of GOST R 34.10-2012 with 256 bits.');
  const parameters = element(der, at + gostKey.length / 2);
  const identifier = dotted(element(parameters.content, 0).content);
  const curve = curves.get(identifier);
  if (!curve) throw new RangeError(`The parameter set ${identifier} is not known.`);
  const bits = element(der, parameters.end);
  const octets = element(bits.content, 1).content;
  if (octets.length !== 64) throw new RangeError('The key is not of 256 bits.');
  const point = [littleEndian(octets.subarray(0, 32)), littleEndian(octets.subarray(32))] as const;
  if (!isOnCurve(curve, point)) throw new RangeError('The key is no point of its curve.');
  return { hash: fingerprint(der), key: { curve, point }, validFrom, validTo };
}

/** By its own way from the digest on: what the client sends is not to be checked by the client's code. */
export function fingerprint(der: Uint8Array): string {
  return Buffer.from(streebog256(der)).toString('hex').toUpperCase();
}

function openCertificate(written: Uint8Array | string): X509Certificate {
  try {
    return new X509Certificate(written);
  } catch {
    throw new RangeError('Not a certificate, neither DER nor PEM.');
  }
}

/** A tag, a short or one-byte length, the content: longer ones do not stand where this looks. */
function element(der: Uint8Array, at: number): { content: Uint8Array; end: number } {
  const [, first = 0, second = 0] = der.subarray(at, at + 3);
  const [start, length] = first < 0x80 ? [at + 2, first] : [at + 3, second];
  return { content: der.subarray(start, start + length), end: start + length };
}

/** An object identifier that begins with 1. or 0., as those of curves do. */
function dotted(content: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(...(arcs.length === 0 ? [Math.floor(arc / 40), arc % 40] : [arc]));
    arc = 0;
  }
  return arcs.join('.');
}

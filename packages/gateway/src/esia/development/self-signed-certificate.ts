import { randomBytes } from 'node:crypto';
import { bits, der, integer, objectIdentifier, sequence, set, time, utf8 } from './der-writer.ts';

/** Whose certificate it is, how long it holds, and who signs it. */
export interface SelfSignedCertificateOptions {
  readonly commonName: string;
  /** The public key with its algorithm: SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  /** The AlgorithmIdentifier of the signature, in DER. */
  readonly algorithm: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Signs the bytes by the algorithm and the key that belongs to the public one. */
  sign(toBeSigned: Uint8Array): Uint8Array;
}

/**
 * Writes a certificate that vouches for itself: enough for a development key to have a `client_certificate_hash`, and
 * for the sandbox's ESIA to have an `x5t#St256`. Nobody else should trust one.
 *
 * @see RFC 5280, 4.1
 */
export function selfSignedCertificate(options: SelfSignedCertificateOptions): Uint8Array {
  const { commonName, publicKey, algorithm, notBefore, notAfter } = options;
  const name = sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8(commonName))));
  const version3 = der(0xa0, integer(Uint8Array.of(2)));
  const serial = randomBytes(16);
  // A leading byte between 1 and 127 keeps the number positive and of full length (RFC 5280, 4.1.2.2).
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const validity = sequence(time(notBefore), time(notAfter));
  const body = sequence(version3, integer(serial), algorithm, name, validity, name, publicKey);
  return sequence(body, algorithm, bits(options.sign(body)));
}

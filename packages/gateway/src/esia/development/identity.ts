import { numberToBytesLE } from '@noble/curves/utils.js';
import { developmentCurve } from '../gost/curves.ts';
import { writePoint } from '../gost/public-key.ts';
import { randomBelow } from '../gost/random.ts';
import { signRaw } from '../gost/signature.ts';
import type { Signer } from '../gost/signer.ts';
import { signerOf } from '../gost/software-signer.ts';
import { certificateHash } from '../gost/streebog.ts';
import { bits, der, integer, objectIdentifier, sequence } from './der-writer.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/** What an information system signs with, made on the spot. */
export interface DevelopmentIdentity {
  readonly signer: Signer;
  /** The certificate, in DER. */
  readonly certificate: Uint8Array;
  /** Its `client_certificate_hash`. */
  readonly certificateHash: string;
  /** The private key in PKCS #8 PEM, to keep the identity beyond the process. */
  readonly privateKey: string;
}

const year = 365 * 24 * 60 * 60 * 1000;

/**
 * Makes a GOST key and a certificate of its own for it, to develop against the sandbox. The real ESIA knows neither.
 *
 * @see esia-and-epos A5; RFC 9215 for how the key is written
 */
export function createDevelopmentIdentity(commonName = 'EPOS development'): DevelopmentIdentity {
  const { curve, identifier } = developmentCurve;
  const d = randomBelow(curve.Fn.ORDER);
  const key = { curve, d };
  const algorithm = sequence(
    objectIdentifier('1.2.643.7.1.1.1.1'),
    sequence(objectIdentifier(identifier), objectIdentifier('1.2.643.7.1.1.2.2')),
  );
  const now = Date.now();
  const certificate = selfSignedCertificate({
    commonName,
    publicKey: sequence(algorithm, bits(der(0x04, writePoint(curve.BASE.multiply(d))))),
    algorithm: sequence(objectIdentifier('1.2.643.7.1.1.3.2')),
    notBefore: new Date(now - year),
    notAfter: new Date(now + 10 * year),
    sign: (body) => signRaw(key, body),
  });
  const pkcs8 = sequence(integer(Uint8Array.of(0)), algorithm, der(0x04, numberToBytesLE(d, 32)));
  return {
    signer: signerOf(key),
    certificate,
    certificateHash: certificateHash(certificate),
    privateKey: pem(pkcs8),
  };
}

function pem(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}

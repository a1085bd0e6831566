import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { certificateHash, selfSignedCertificate } from '../esia/esia.ts';

/** A certificate as ESIA signs its tokens with. */
export interface TestCertificate {
  readonly der: Uint8Array;
  readonly hash: string;
  sign(payload: object, header?: object): string;
}

/** AlgorithmIdentifier of sha256WithRSAEncryption. */
const sha256WithRsa = Buffer.from('300d06092a864886f70d01010b0500', 'hex');

export function esiaCertificate(): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = selfSignedCertificate({
    commonName: 'ESIA of a test',
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    algorithm: sha256WithRsa,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2051-01-01T00:00:00Z'),
    sign: (bytes) => rsa(privateKey, bytes),
  });
  const hash = certificateHash(der);
  return {
    der,
    hash,
    sign(payload, header = { alg: 'RS256', typ: 'JWT', ver: 1, sbt: 'id', 'x5t#St256': hash }) {
      const parts = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      return [...parts, rsa(privateKey, Buffer.from(parts.join('.'))).toString('base64url')].join('.');
    },
  };
}

function rsa(key: KeyObject, bytes: Uint8Array): Buffer {
  return createSign('RSA-SHA256').update(bytes).sign(key);
}

import { certificateHash, selfSignedCertificate } from '@epos-login/gateway/esia';
import { createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** The key by which ESIA signs codes and tokens, made anew at each start. */
export interface EsiaKeys {
  /** ESIA's certificate in DER, as the real one publishes it in `esia.zip`. */
  readonly certificate: Uint8Array;
  /** Its `x5t#St256`. */
  readonly hash: string;
  readonly publicKey: KeyObject;
  /** A JWT with ESIA's header; `sbt` says what kind of token it is. */
  sign(sbt: string, payload: object): string;
  /** The payload of a JWT that this key has signed, of the given kind; `undefined` for any other. */
  open(sbt: string, token: string): Record<string, unknown> | undefined;
}

/** AlgorithmIdentifier of sha256WithRSAEncryption (RFC 4055, 5). */
const sha256WithRsa = Buffer.from('300d06092a864886f70d01010b0500', 'hex');

const year = 365 * 24 * 60 * 60 * 1000;

/** @see esia-and-epos A2 and A6 for the headers: `{"ver":1,"typ":"JWT","x5t#St256":…,"sbt":…,"alg":"RS256"}` */
export function createKeys(): EsiaKeys {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rsa = (bytes: Uint8Array) => createSign('RSA-SHA256').update(bytes).sign(privateKey);
  const now = Date.now();
  const certificate = selfSignedCertificate({
    commonName: 'ESIA of the EPOS sandbox',
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    algorithm: sha256WithRsa,
    notBefore: new Date(now - year),
    notAfter: new Date(now + year),
    sign: rsa,
  });
  const hash = certificateHash(certificate);
  return {
    certificate,
    hash,
    publicKey,
    sign(sbt, payload) {
      const header = { ver: 1, typ: 'JWT', 'x5t#St256': hash, sbt, alg: 'RS256' };
      const parts = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      return [...parts, rsa(Buffer.from(parts.join('.'))).toString('base64url')].join('.');
    },
    open(sbt, token) {
      const [header, payload, signature, ...more] = token.split('.');
      if (!header || !payload || !signature || more.length > 0) return undefined;
      const verify = createVerify('RSA-SHA256').update(`${header}.${payload}`);
      if (!verify.verify(publicKey, signature, 'base64url')) return undefined;
      // Only this server writes what its key signs, so the shape is known.
      const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
      return read(header).sbt === sbt ? read(payload) : undefined;
    },
  };
}

import { selfSignedCertificate } from '@epos-login/gateway/esia';
import { createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { fingerprint } from '../gost/certificate.ts';
import { tokenCurve } from '../gost/curves.ts';
import { createPrivateKey, sign, toLittleEndian, verifies } from '../gost/signature.ts';
import type { TokenAlgorithm } from '../options.ts';

/** One key by which ESIA signs codes and tokens. */
interface TokenKey {
  readonly alg: TokenAlgorithm;
  /** Its certificate in DER. */
  readonly certificate: Uint8Array;
  /** Its `x5t#St256`. */
  readonly hash: string;
  sign(data: Uint8Array): Uint8Array;
  verifies(data: Uint8Array, signature: Uint8Array): boolean;
}

/** The keys of ESIA, made anew at each start. */
export interface EsiaKeys {
  readonly rsa: TokenKey & { readonly publicKey: KeyObject };
  readonly gost: TokenKey;
  /** Their certificates, as the real one publishes them in `esia.zip`. */
  readonly certificates: readonly Uint8Array[];
  /** A JWT with ESIA's header; `sbt` says what kind of token it is. */
  sign(sbt: string, payload: object, alg: TokenAlgorithm | undefined): string;
  /** The payload of a JWT that these keys have signed, of the given kind; `undefined` for any other. */
  open(sbt: string, token: string): Record<string, unknown> | undefined;
}

const year = 365 * 24 * 60 * 60 * 1000;

/** @see esia-and-epos A2 and A6 for the headers: `{"ver":1,"typ":"JWT","x5t#St256":…,"sbt":…,"alg":"RS256"}` */
export function createKeys(): EsiaKeys {
  const [rsa, gost] = [createRsa(), createGost()];
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  // Only this server writes what its keys sign, so the shape is known.
  const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

  return {
    rsa,
    gost,
    certificates: [rsa.certificate, gost.certificate],
    sign(sbt, payload, alg = 'RS256') {
      const key = alg === 'RS256' ? rsa : gost;
      const header = { ver: 1, typ: 'JWT', 'x5t#St256': key.hash, sbt, alg };
      const signed = `${encode(header)}.${encode(payload)}`;
      return `${signed}.${Buffer.from(key.sign(Buffer.from(signed))).toString('base64url')}`;
    },
    open(sbt, token) {
      const [header, payload, signature, ...more] = token.split('.');
      if (!header || !payload || !signature || more.length > 0) return undefined;
      const given = [Buffer.from(`${header}.${payload}`), Buffer.from(signature, 'base64url')] as const;
      const key = [rsa, gost].find((known) => known.verifies(...given));
      if (!key) return undefined;
      const read = decode(header);
      return read.sbt === sbt && read.alg === key.alg ? decode(payload) : undefined;
    },
  };
}

/** AlgorithmIdentifier of sha256WithRSAEncryption (RFC 4055, 5). */
const sha256WithRsa = Buffer.from('300d06092a864886f70d01010b0500', 'hex');

function createRsa(): EsiaKeys['rsa'] {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signRsa = (data: Uint8Array) => createSign('RSA-SHA256').update(data).sign(privateKey);
  return {
    alg: 'RS256',
    publicKey,
    ...certify(publicKey.export({ type: 'spki', format: 'der' }), sha256WithRsa, signRsa),
    sign: signRsa,
    verifies: (data, signature) => createVerify('RSA-SHA256').update(data).verify(publicKey, signature),
  };
}

/** AlgorithmIdentifiers of the key, with TC 26's parameter set A, and of the signature (RFC 9215, 4.2 and 3.1). */
const gostKey = Buffer.from('301706082a85030701010101300b06092a8503070102010101', 'hex');
const gostWithStreebog = Buffer.from('300a06082a85030701010302', 'hex');

function createGost(): TokenKey {
  const key = createPrivateKey(tokenCurve);
  const [x, y] = key.point;
  // SEQUENCE { algorithm, BIT STRING { OCTET STRING of 64 bytes } }
  const bits = Buffer.concat([Buffer.from('0343000440', 'hex'), toLittleEndian(x), toLittleEndian(y)]);
  const info = Buffer.concat([Buffer.of(0x30, gostKey.length + bits.length), gostKey, bits]);
  const signGost = (data: Uint8Array) => sign(key, data);
  return {
    alg: 'GOST3410_2012_256',
    ...certify(info, gostWithStreebog, signGost),
    sign: signGost,
    verifies: (data, signature) => verifies(key, data, signature),
  };
}

function certify(publicKey: Uint8Array, algorithm: Uint8Array, signBody: (data: Uint8Array) => Uint8Array) {
  const now = Date.now();
  const certificate = selfSignedCertificate({
    commonName: 'ESIA of the EPOS sandbox',
    publicKey,
    algorithm,
    notBefore: new Date(now - year),
    notAfter: new Date(now + year),
    sign: signBody,
  });
  return { certificate, hash: fingerprint(certificate) };
}

import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';

/** A key that signs the gateway's own tokens. */
export interface OwnKey {
  readonly privateKey: KeyObject;
  readonly alg: string;
  readonly kid: string;
  /** Its public half, as upstreams are told it. */
  readonly published: JWK;
}

const rsa = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
/** By what each kind of key can sign; the first is usual. */
const algorithms: Readonly<Record<string, readonly string[]>> = {
  rsa,
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'P-521': ['ES512'],
  Ed25519: ['EdDSA', 'Ed25519'],
};

/** Reads a private key in PEM, as a JWK, or as the JSON of one; `undefined` where it is none that fits. */
export function readOwnKey(written: unknown): OwnKey | undefined {
  try {
    const jwk = typeof written === 'string' && written.startsWith('{') ? (JSON.parse(written) as unknown) : written;
    const privateKey =
      typeof jwk === 'string' ? createPrivateKey(jwk) : createPrivateKey({ key: jwk as JWK, format: 'jwk' });
    const published: JWK = createPublicKey(privateKey).export({ format: 'jwk' });
    const { alg: wished, kid = thumbprint(published) } = Object(jwk) as { alg?: string; kid?: string };
    const able = algorithms[published.crv ?? 'rsa'] ?? [];
    const alg = wished ?? able[0];
    const { modulusLength = 2048 } = privateKey.asymmetricKeyDetails ?? {};
    if (alg === undefined || !able.includes(alg) || modulusLength < 2048 || typeof kid !== 'string') return undefined;
    return { privateKey, alg, kid, published: { ...published, alg, kid, use: 'sig' } };
  } catch {
    // Its message may quote the key.
    return undefined;
  }
}

/** A name that is the same on all instances (RFC 7638): the members that make a key, in order. */
function thumbprint(published: JWK): string {
  const members = Object.entries(published).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(members)))
    .digest('base64url');
}

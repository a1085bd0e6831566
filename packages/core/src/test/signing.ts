/** The cryptography of an issuer that is not a real one: keys, tokens, digests. In Node and in browsers. */
const encoder = new TextEncoder();

const algorithms = {
  RS256: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  ES256: { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' },
};

export type SigningAlgorithm = keyof typeof algorithms;

export function generateKey(alg: SigningAlgorithm = 'RS256'): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithms[alg], true, ['sign', 'verify']);
}

/** The public half, as an issuer publishes it. */
export async function publish({ publicKey }: CryptoKeyPair, more: object): Promise<JsonWebKey> {
  return { ...(await crypto.subtle.exportKey('jwk', publicKey)), ...more };
}

/** A token whose header may say anything: what signs is the key. */
export async function signToken(header: object, claims: object, { privateKey }: CryptoKeyPair): Promise<string> {
  const signed = unsigned(header, claims);
  const { name } = privateKey.algorithm;
  const signature = await crypto.subtle.sign({ name, hash: 'SHA-256' }, privateKey, encoder.encode(signed));
  return `${signed}.${base64url(new Uint8Array(signature))}`;
}

/** A token signed by a secret that both sides would have to know (HS256). */
export async function signBySecret(header: object, claims: object, secret: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  const signed = unsigned(header, claims);
  return `${signed}.${base64url(new Uint8Array(await crypto.subtle.sign(algorithm, key, encoder.encode(signed))))}`;
}

export function unsigned(header: object, claims: object): string {
  return [header, claims].map((part) => base64url(encoder.encode(JSON.stringify(part)))).join('.');
}

/** The left half of the hash, as `at_hash` holds it (OpenID Connect Core 3.1.3.6). */
export async function halfHash(text: string): Promise<string> {
  return base64url((await sha256(text)).slice(0, 16));
}

/** PKCE's S256. */
export async function challengeOf(verifier: string): Promise<string> {
  return base64url(await sha256(verifier));
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}

function base64url(bytes: Uint8Array): string {
  // No Buffer: the browser's tests sign too.
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

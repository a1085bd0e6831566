/** Just enough JOSE to sign what a test SSO issues. Not for production. */

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** The public half, for the key set. */
  readonly jwk: JsonWebKey & { kid: string; alg: string; use: string };
}

/** A fresh RS256 key: the algorithm that every OpenID Provider has (OpenID Connect Core 15.1), Keycloak's default. */
export async function createKey(kid: string): Promise<SigningKey> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  };
  const { publicKey, privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { kty = 'RSA', n = '', e = '' } = await crypto.subtle.exportKey('jwk', publicKey);
  return { kid, privateKey, jwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' } };
}

/** How an id_token may be signed wrongly. */
export type SignatureFault = 'broken' | 'none' | 'unknown-key';

/** A compact JWS of these claims. */
export async function sign(claims: object, { kid, privateKey }: SigningKey, fault?: SignatureFault): Promise<string> {
  const header =
    fault === 'none' ? { alg: 'none' } : { alg: 'RS256', kid: fault === 'unknown-key' ? `${kid}-unknown` : kid };
  const input = `${encodeJson(header)}.${encodeJson(claims)}`;
  if (fault === 'none') return `${input}.`;
  const signature = new Uint8Array(
    await crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, new TextEncoder().encode(input)),
  );
  if (fault === 'broken') signature[0] = (signature[0] ?? 0) ^ 1;
  return `${input}.${encode(signature)}`;
}

/** The payload of a compact JWS, unchecked; `undefined` where there is none. */
export function payloadOf(jws: string): Record<string, unknown> | undefined {
  return decodeJson(jws.split('.')[1] ?? '');
}

export function encodeJson(value: object): string {
  return encode(new TextEncoder().encode(JSON.stringify(value)));
}

export function decodeJson(text: string): Record<string, unknown> | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** The S256 transformation of PKCE (RFC 7636, section 4.2). */
export async function challengeOf(verifier: string): Promise<string> {
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

/** base64url without padding (RFC 7515, section 2). */
function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

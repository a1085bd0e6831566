import { toBase64url } from '../direct/base64url.ts';

/** ECDSA on P-256 with SHA-256: `ES256` (RFC 7518 section 3.4). */
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** What a proof speaks of. */
export interface Deed {
  readonly method: string;
  readonly url: URL;
  /** Seconds since 1970 by the server's clock. */
  readonly time: number;
  /** What the server wants to see in the proof. */
  readonly nonce: string | undefined;
  /** The token that the proof goes with. */
  readonly token?: string | undefined;
}

/** A key whose private half no script can read. */
export async function makeKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, false, ['sign']);
}

/** A proof that whoever sends this request holds the key: a fresh one for each try (RFC 9449 section 4.2). */
export async function prove(key: CryptoKeyPair, { method, url, time, nonce, token }: Deed): Promise<string> {
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: await publicJwk(key) };
  const claims = {
    jti: crypto.randomUUID(),
    htm: method,
    // Without query and fragment.
    htu: url.origin + url.pathname,
    iat: Math.floor(time),
    nonce,
    ath: token && (await hash(token)),
  };
  const signed = [header, claims].map((part) => toBase64url(encode(JSON.stringify(part)))).join('.');
  const signature = await crypto.subtle.sign(algorithm, key.privateKey, encode(signed));
  return `${signed}.${toBase64url(new Uint8Array(signature))}`;
}

/** Names the key (RFC 7638 section 3). */
export async function thumbprint(key: CryptoKeyPair): Promise<string> {
  return hash(JSON.stringify(await publicJwk(key)));
}

/** Only what the key needs, in the order of its thumbprint. */
async function publicJwk({ publicKey }: CryptoKeyPair): Promise<JsonWebKey> {
  const { crv, kty, x, y } = (await crypto.subtle.exportKey('jwk', publicKey)) as Required<JsonWebKey>;
  return { crv, kty, x, y };
}

async function hash(text: string): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', encode(text))));
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

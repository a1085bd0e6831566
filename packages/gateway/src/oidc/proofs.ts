import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';

/** How many servers' nonces are kept: the issuers and the upstreams of one gateway. */
const capacity = 64;

/** What a proof is for. */
export interface Deed {
  readonly method: string;
  readonly url: string;
  /** The access token it goes with; none at the token endpoint. */
  readonly token?: string | undefined;
}

/** Proofs of possession: a key for each session, the nonces of each server for all. @see RFC 9449 */
export class Proofs {
  readonly #clock: () => number;
  /** By origin. */
  readonly #nonces = new Map<string, string>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  async newKey(): Promise<JWK> {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    return exportJWK(privateKey);
  }

  thumbprint(key: JWK): Promise<string> {
    return calculateJwkThumbprint(key);
  }

  /** A fresh one each time: a proof is good for one request. */
  async proof(key: JWK, { method, url, token }: Deed): Promise<string> {
    const { kty, crv, x, y } = key as Required<Pick<JWK, 'kty' | 'crv' | 'x' | 'y'>>;
    const { origin, pathname } = new URL(url);
    const nonce = this.#nonces.get(origin);
    const claims = {
      htm: method,
      htu: `${origin}${pathname}`,
      jti: randomUUID(),
      ...(nonce === undefined ? {} : { nonce }),
      ...(token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') }),
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } })
      .setIssuedAt(new Date(this.#clock()))
      .sign(await importJWK(key, 'ES256'));
  }

  /** Takes the nonce that a server wants next (section 8.2). True where it is a new one. */
  learn(url: string, response: Response): boolean {
    const nonce = response.headers.get('dpop-nonce');
    const { origin } = new URL(url);
    if (!nonce || nonce.length > 512 || this.#nonces.get(origin) === nonce) return false;
    this.#nonces.delete(origin);
    this.#nonces.set(origin, nonce);
    const [oldest] = this.#nonces.keys();
    if (this.#nonces.size > capacity && oldest !== undefined) this.#nonces.delete(oldest);
    return true;
  }
}

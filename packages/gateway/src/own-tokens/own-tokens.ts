import { randomUUID } from 'node:crypto';
import { SignJWT, type JWK } from 'jose';
import type { OwnKey } from './own-key.ts';

/** For whom a token is meant: one API, or several. */
export type Audience = string | readonly string[];

/** The gateway's own access tokens, with everything decided. */
export interface OwnTokensSettings {
  /** The first signs, the public halves of all are published. */
  readonly keys: readonly [OwnKey, ...OwnKey[]];
  /** Whether upstreams see them in place of an SSO's too. */
  readonly always: boolean;
  /** In seconds. */
  readonly lifetime: number;
  readonly scope: string;
}

interface Surroundings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clock: () => number;
}

/** Where the keys are, below the gateway's address. */
export const keysPath = 'jwks.json';

/**
 * What upstreams are shown of a session whose provider speaks rules of its own: who that is, for this upstream alone, and
 * for a moment. The provider's own token would open to each upstream what the person has told the provider.
 *
 * @see RFC 9068 section 2
 */
export class OwnTokens {
  readonly #settings: OwnTokensSettings;
  readonly #surroundings: Surroundings;

  constructor(settings: OwnTokensSettings, surroundings: Surroundings) {
    this.#settings = settings;
    this.#surroundings = surroundings;
  }

  /** Made anew for each call: it is dearer to keep it and to see that it still holds. */
  token(sub: string, audience: Audience): Promise<string> {
    const { keys, lifetime, scope } = this.#settings;
    const { issuer, clientId, clock } = this.#surroundings;
    const [{ privateKey, alg, kid }] = keys;
    const now = Math.floor(clock() / 1000);
    return new SignJWT({ client_id: clientId, scope })
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setSubject(sub)
      .setAudience(typeof audience === 'string' ? audience : [...audience])
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .setJti(randomUUID())
      .sign(privateKey);
  }

  /** Whether they take the place of tokens that could be shown. */
  get always(): boolean {
    return this.#settings.always;
  }

  /** What upstreams check them by (RFC 7517 section 5). */
  get keySet(): { readonly keys: readonly JWK[] } {
    return { keys: this.#settings.keys.map(({ published }) => published) };
  }
}

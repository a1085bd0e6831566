import { createHash, randomUUID } from 'node:crypto';
import {
  base64url,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
} from 'jose';
import { createVerifier, type VerifierOptions } from '../resource/resource.ts';

export const issuer = 'https://sso.example/realms/epos';
export const audience = 'https://portal.example/api';
export const baseUrl = 'https://journal.example';
const portal = audience;
const discovery = `${issuer}/.well-known/openid-configuration`;
const jwksUri = `${issuer}/keys`;

/** One of the SSO's keys. */
export interface Key {
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export async function key(kid: string, alg = 'ES256'): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** A key with which a caller proves to be the one whom a token was given to. */
export async function proofKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return { privateKey, jwk, jkt: await calculateJwkThumbprint(jwk) };
}

function ath(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Claims and header fields to write otherwise; `undefined` leaves one out. */
type Otherwise = Readonly<Record<string, unknown>>;

/** An SSO and a portal that live in a `fetch`, and the time they live in. */
export class Mint {
  /** In seconds. */
  now = 1_800_000_000;
  keys: Key[];
  /** What is asked, in order. */
  readonly asked: Request[] = [];
  /** Answers instead of the SSO or the portal; undefined leaves it to them. */
  instead: (request: Request) => Response | Promise<Response> | undefined = () => undefined;
  me: unknown = {
    person: { sub: 'p1', name: 'Смирнов Алексей', family_name: 'Смирнов', given_name: 'Алексей' },
    roles: [
      { id: 'r1', category: 'employee', title: 'Учитель' },
      { id: 'r2', category: 'parent', title: 'Родитель' },
    ],
  };

  constructor(...keys: Key[]) {
    this.keys = keys;
  }

  static async create(): Promise<Mint> {
    return new Mint(await key('one'));
  }

  readonly clock = (): number => this.now * 1000;

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    this.asked.push(request);
    const other = this.instead(request);
    if (other) return other;
    if (request.url === discovery) return Response.json({ issuer, jwks_uri: jwksUri });
    if (request.url === jwksUri) return Response.json({ keys: this.keys.map(({ jwk }) => jwk) });
    if (request.url === `${portal}/v1/me`) return Response.json(this.me);
    return new Response('', { status: 404 });
  };

  /** How often an address was asked whose end is this. */
  count(end: string): number {
    return this.asked.filter(({ url }) => url.endsWith(end)).length;
  }

  /** An access token of RFC 9068, or what is left of one. */
  token(claims: Otherwise = {}, header: Otherwise = {}, { privateKey, alg, jwk } = this.keys[0]!): Promise<string> {
    const all = {
      iss: issuer,
      aud: audience,
      sub: 'p1',
      client_id: 'epos-demo',
      scope: 'openid profile',
      iat: this.now,
      exp: this.now + 300,
      jti: randomUUID(),
      ...claims,
    };
    return new SignJWT(defined(all))
      .setProtectedHeader(
        defined({ alg, kid: jwk.kid, typ: 'at+jwt', ...header }) as unknown as JWTHeaderParameters & { alg: string },
      )
      .sign(privateKey);
  }

  /** A proof for a call of `GET /api/marks`, or what is left of one. */
  proof(
    { privateKey, jwk }: Awaited<ReturnType<typeof proofKey>>,
    token: string,
    claims: Otherwise = {},
    header: Otherwise = {},
  ): Promise<string> {
    const all = {
      htm: 'GET',
      htu: `${baseUrl}/api/marks`,
      iat: this.now,
      jti: randomUUID(),
      ath: ath(token),
      ...claims,
    };
    return new SignJWT(defined(all))
      .setProtectedHeader(
        defined({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header }) as unknown as JWTHeaderParameters & { alg: string },
      )
      .sign(privateKey);
  }

  verifier(options: Partial<VerifierOptions> = {}) {
    const usual = { issuer, audience, baseUrl, portal, clock: this.clock, fetch: this.fetch };
    return createVerifier({ ...usual, ...options } as VerifierOptions);
  }
}

/** A JWT by hand, for what no library would make. */
export function handmade(header: unknown, payload: unknown, signature = ''): string {
  const part = (value: unknown) => base64url.encode(JSON.stringify(value));
  return `${part(header)}.${part(payload)}.${signature}`;
}

export function call(headers: Record<string, string>, method = 'GET', path = '/api/marks'): Request {
  return new Request(`http://10.0.0.7:8080${path}`, { method, headers });
}

function defined(fields: Otherwise): Otherwise {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

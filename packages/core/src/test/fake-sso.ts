/** An SSO that keeps the protocol, or breaks exactly one rule of it: what a real one never does on demand. */
import type { ProofChecker } from './proof-checker.ts';
import { challengeOf, generateKey, halfHash, publish, signToken } from './signing.ts';

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly jkt: string | null;
}

interface SsoSession {
  readonly jkt: string | undefined;
  /** The one that is good; `undefined` once a spent one was used. */
  refreshToken: string | undefined;
}

/** What the SSO does wrong. */
export interface Faults {
  metadata?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  token?: Record<string, unknown>;
  /** Instead of the token endpoint's answer. */
  tokenAnswer?: () => Response | Promise<Response>;
  /** Instead of the answer to a pushed request. */
  parAnswer?: () => Response | Promise<Response>;
  discoveryAnswer?: () => Response | Promise<Response>;
  /** Signs by a key that is not among the published ones. */
  foreignKey?: boolean;
  /** The keys are asked for this many times before the right ones are there. */
  lateKeys?: number;
}

export class FakeSso {
  readonly issuer: string;
  readonly clientId = 'journal';
  sub = 'person-1';
  expiresIn: number | undefined = 300;
  /** How far its clock is ahead of everybody else's, in seconds. */
  ahead = 0;
  /** What its `Date` header says to the page, which may read it only where the SSO allows. */
  date: (() => string) | undefined;
  faults: Faults = {};
  /** Refresh tokens are issued, and rotate; one that is used twice ends its session. */
  refreshes = false;
  /** Checks proofs, and binds tokens where one comes (RFC 9449). */
  proofs: ProofChecker | undefined;
  /** Takes pushed requests (RFC 9126). */
  pushes = false;
  /** Which key each access token is bound to. */
  readonly bound = new Map<string, string>();
  readonly requests: { url: string; init: RequestInit; body: URLSearchParams }[] = [];
  readonly #grants = new Map<string, Grant>();
  readonly #pushed = new Map<string, URLSearchParams>();
  /** By every refresh token that there ever was. */
  readonly #sessions = new Map<string, SsoSession>();
  #count = 0;
  #key!: CryptoKeyPair;
  #other!: CryptoKeyPair;

  private constructor(issuer: string) {
    this.issuer = issuer;
  }

  static async create(issuer = 'https://sso.example/realms/epos'): Promise<FakeSso> {
    const sso = new FakeSso(issuer);
    sso.#key = await generateKey();
    sso.#other = await generateKey();
    return sso;
  }

  get metadata(): Record<string, unknown> {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/auth`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/certs`,
      end_session_endpoint: `${this.issuer}/logout`,
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256'],
      ...(this.proofs ? { dpop_signing_alg_values_supported: ['ES256'] } : {}),
      ...(this.pushes ? { pushed_authorization_request_endpoint: `${this.issuer}/par` } : {}),
      ...this.faults.metadata,
    };
  }

  /** What the person's browser does at the SSO: takes the address it was sent to, gives the one it is sent back to. */
  authorize(address: string, answer: Record<string, string | undefined> = {}): string {
    const asked = this.#asked(new URL(address).searchParams);
    const code = `code-${++this.#count}`;
    this.#grants.set(code, {
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      redirectUri: asked.get('redirect_uri') ?? '',
      jkt: asked.get('dpop_jkt'),
    });
    const back = new URL(asked.get('redirect_uri') ?? '');
    const parameters: Record<string, string | undefined> = {
      code,
      state: asked.get('state') ?? '',
      iss: this.issuer,
      session_state: 's',
      ...answer,
    };
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) back.searchParams.set(name, value);
    return back.href;
  }

  refuse(address: string, error: string, description?: string): string {
    return this.authorize(address, { code: undefined, error, error_description: description });
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const body = new URLSearchParams(init.body as URLSearchParams | undefined);
    this.requests.push({ url, init, body });
    init.signal?.throwIfAborted();
    switch (url) {
      case `${this.issuer}/.well-known/openid-configuration`:
        return this.faults.discoveryAnswer?.() ?? Response.json(this.metadata);
      case `${this.issuer}/certs`:
        return Response.json({ keys: await this.#keys() });
      case `${this.issuer}/token`:
        return this.faults.tokenAnswer?.() ?? (await this.#token(body, new Headers(init.headers)));
      case `${this.issuer}/par`:
        return this.faults.parAnswer?.() ?? this.#push(body);
      default:
        throw new TypeError(`nobody answers at ${url}`);
    }
  };

  async #keys(): Promise<unknown[]> {
    if (this.faults.lateKeys) {
      this.faults.lateKeys -= 1;
      return [];
    }
    return [await publish(this.#key, { kid: 'k1', use: 'sig', alg: 'RS256' })];
  }

  /** What is asked for, wherever it stands: RFC 9126 section 4 leaves the address a reference, good for once. */
  #asked(query: URLSearchParams): URLSearchParams {
    const reference = query.get('request_uri');
    if (reference === null) return query;
    const pushed = this.#pushed.get(reference);
    this.#pushed.delete(reference);
    if (!pushed || [...query.keys()].sort().join() !== 'client_id,request_uri') throw new Error('invalid request_uri');
    return pushed;
  }

  #push(body: URLSearchParams): Response {
    if (body.get('client_id') !== this.clientId || body.has('request_uri')) return refusal('invalid_request');
    const request_uri = `urn:ietf:params:oauth:request_uri:${++this.#count}`;
    this.#pushed.set(request_uri, body);
    return Response.json({ request_uri, expires_in: 60 }, { status: 201 });
  }

  async #token(body: URLSearchParams, headers: Headers): Promise<Response> {
    const proof = headers.get('dpop');
    const checked = proof
      ? await this.proofs?.check(proof, { method: 'POST', url: `${this.issuer}/token` })
      : undefined;
    const response = checked?.error ? refusal(checked.error) : await this.#grant(body, checked?.jkt);
    if (this.proofs?.nonce) response.headers.set('DPoP-Nonce', this.proofs.nonce);
    return response;
  }

  async #grant(body: URLSearchParams, jkt: string | undefined): Promise<Response> {
    if (body.get('grant_type') === 'refresh_token') {
      const token = body.get('refresh_token') ?? '';
      const session = this.#sessions.get(token);
      if (!session || session.jkt !== jkt) return invalidGrant();
      // A spent one shows that there is a thief, who may be the one that has the good one (RFC 9700 section 4.14.2).
      if (session.refreshToken !== token) session.refreshToken = undefined;
      return session.refreshToken ? this.#issue(session) : invalidGrant();
    }
    const grant = this.#grants.get(body.get('code') ?? '');
    this.#grants.delete(body.get('code') ?? '');
    const challenge = await challengeOf(body.get('code_verifier') ?? '');
    if (grant?.challenge !== challenge || grant.redirectUri !== body.get('redirect_uri')) return invalidGrant();
    if (grant.jkt !== null && grant.jkt !== jkt) return refusal('invalid_dpop_proof');
    return this.#issue({ jkt, refreshToken: undefined }, grant.nonce);
  }

  async #issue(session: SsoSession, nonce?: string): Promise<Response> {
    const { jkt } = session;
    const access = `access-${++this.#count}`;
    if (this.refreshes) this.#sessions.set((session.refreshToken = `refresh-${this.#count}`), session);
    if (jkt) this.bound.set(access, jkt);
    const headers: Record<string, string> = this.date ? { date: this.date() } : {};
    const body = {
      access_token: access,
      token_type: jkt ? 'DPoP' : 'Bearer',
      ...(this.expiresIn === undefined ? {} : { expires_in: this.expiresIn }),
      ...(this.refreshes ? { refresh_token: session.refreshToken } : {}),
      id_token: await this.#idToken(access, nonce),
      ...this.faults.token,
    };
    return Response.json(body, { headers });
  }

  async #idToken(access: string, nonce: string | undefined): Promise<string> {
    const now = Math.floor(Date.now() / 1000) + this.ahead;
    const header = { alg: 'RS256', kid: 'k1', ...this.faults.header };
    const claims = {
      iss: this.issuer,
      sub: this.sub,
      aud: this.clientId,
      iat: now,
      exp: now + 300,
      auth_time: now,
      nonce,
      at_hash: await halfHash(access),
      ...this.faults.claims,
    };
    return signToken(header, claims, this.faults.foreignKey ? this.#other : this.#key);
  }
}

export function invalidGrant(): Response {
  return refusal('invalid_grant');
}

function refusal(error: string): Response {
  return Response.json({ error }, { status: 400 });
}

import { http, HttpResponse, type HttpHandler } from 'msw';
import { meOf, type FixturePersonLike } from '../answers/answers.ts';
import { decodeCode, requestUri, type Grant } from './authorization.ts';
import { strike, type Fault } from './faults.ts';
import { challengeOf, createKey, payloadOf, sign, type SignatureFault, type SigningKey } from './jwt.ts';

/** Whom the SSO knows and what it says amiss. */
export interface SsoHandlersOptions {
  issuer: string;
  clientId: string;
  /** Who signs in. Default: the teacher. */
  person?: FixturePersonLike;
  /** Metadata that replace those of the discovery document; `undefined` leaves one out. */
  metadata?: Record<string, unknown>;
  /** Claims that replace those of the id_token; `undefined` leaves one out: `{ nonce: 'other' }`. */
  claims?: Record<string, unknown>;
  /** Fields that replace those of the token response: `{ expires_in: 'soon' }`. */
  tokens?: Record<string, unknown>;
  /** How the id_token is signed wrongly. Default: it is signed rightly. */
  signature?: SignatureFault;
  /** Whether refresh tokens are given. Each is good for one use. Default: true. */
  refresh?: boolean;
  /** The nonce the SSO wants in DPoP proofs (RFC 9449, section 8). */
  dpopNonce?: string;
  /** What goes wrong, by endpoint. */
  faults?: Partial<Record<'discovery' | 'jwks' | 'token' | 'par' | 'revocation', Fault>>;
  /** The SSO's clock, in milliseconds since 1970. Default: the device's. */
  now?: () => number;
}

/**
 * MSW handlers that answer as EPOS's SSO does: discovery, keys, token endpoint with really signed id_tokens, pushed
 * requests, revocation. Codes come from {@linkcode authorizationResponse}; each is good for one use, PKCE is checked.
 *
 * @example
 * ```ts
 * const options = { issuer: 'https://sso.example', clientId: 'journal' };
 * const server = setupServer(...ssoHandlers(options));
 * server.use(...ssoHandlers({ ...options, claims: { nonce: 'of-another-sign-in' } }));
 * server.use(...ssoHandlers({ ...options, signature: 'broken' }));
 * ```
 */
export function ssoHandlers(options: SsoHandlersOptions): HttpHandler[] {
  const { issuer, metadata = {}, faults = {} } = options;
  const sso = new Sso(options);

  return [
    http.get(`${issuer}/.well-known/openid-configuration`, async () => {
      return (await strike(faults.discovery)) ?? HttpResponse.json({ ...metadataOf(issuer), ...metadata });
    }),
    http.get(`${issuer}/jwks`, async () => {
      return (await strike(faults.jwks)) ?? HttpResponse.json({ keys: [(await sso.key()).jwk] });
    }),
    http.post(`${issuer}/par`, async ({ request }) => {
      const struck = await strike(faults.par);
      if (struck) return struck;
      const uri = requestUri(new URLSearchParams(await request.text()));
      return HttpResponse.json({ request_uri: uri, expires_in: 60 }, { status: 201 });
    }),
    http.post(`${issuer}/token`, async ({ request }) => (await strike(faults.token)) ?? sso.token(request)),
    http.post(`${issuer}/revoke`, async () => (await strike(faults.revocation)) ?? new HttpResponse(null)),
  ];
}

/** What the SSO says of itself. */
function metadataOf(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    pushed_authorization_request_endpoint: `${issuer}/par`,
    revocation_endpoint: `${issuer}/revoke`,
    end_session_endpoint: `${issuer}/logout`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    dpop_signing_alg_values_supported: ['ES256', 'RS256'],
    authorization_response_iss_parameter_supported: true,
  };
}

class Sso {
  readonly #options: SsoHandlersOptions;
  readonly #spentCodes = new Set<string>();
  readonly #refreshTokens = new Set<string>();
  #key: Promise<SigningKey> | undefined;

  constructor(options: SsoHandlersOptions) {
    this.#options = options;
  }

  key(): Promise<SigningKey> {
    return (this.#key ??= createKey('fixture-key'));
  }

  async token(request: Request): Promise<Response> {
    const form = new URLSearchParams(await request.text());
    if (form.get('client_id') !== this.#options.clientId) return refused('invalid_client', 401);
    const proof = request.headers.get('dpop');
    const { dpopNonce } = this.#options;
    if (proof && dpopNonce && payloadOf(proof)?.nonce !== dpopNonce) {
      return refused('use_dpop_nonce', 400, { 'dpop-nonce': dpopNonce });
    }
    switch (form.get('grant_type')) {
      case 'authorization_code': {
        const grant = await this.#redeem(form);
        return grant ? this.#tokens(proof !== null, grant) : refused('invalid_grant');
      }
      case 'refresh_token':
        return this.#refreshTokens.delete(form.get('refresh_token') ?? '')
          ? this.#tokens(proof !== null)
          : refused('invalid_grant');
      default:
        return refused('unsupported_grant_type');
    }
  }

  /** A code is spent by its first use, whether that succeeds or not (RFC 6749, section 4.1.2). */
  async #redeem(form: URLSearchParams): Promise<Grant | undefined> {
    const code = form.get('code') ?? '';
    const grant = decodeCode(code);
    if (!grant || this.#spentCodes.has(code)) return undefined;
    this.#spentCodes.add(code);
    const fits =
      grant.client_id === form.get('client_id') &&
      grant.redirect_uri === form.get('redirect_uri') &&
      grant.code_challenge === (await challengeOf(form.get('code_verifier') ?? ''));
    return fits ? grant : undefined;
  }

  /** A refresh carries no nonce (OpenID Connect Core 12.2). */
  async #tokens(bound: boolean, grant?: Grant): Promise<Response> {
    const {
      issuer,
      clientId,
      person = 'teacher',
      claims,
      tokens,
      signature,
      refresh = true,
      now = Date.now,
    } = this.#options;
    const seconds = Math.floor(now() / 1000);
    const idToken = {
      iss: issuer,
      sub: meOf(person).person.sub,
      aud: clientId,
      iat: seconds,
      exp: seconds + 300,
      auth_time: seconds,
      ...(grant?.nonce ? { nonce: grant.nonce } : {}),
      ...claims,
    };
    const answer = {
      access_token: crypto.randomUUID(),
      token_type: bound ? 'DPoP' : 'Bearer',
      expires_in: 300,
      ...(grant?.scope ? { scope: grant.scope } : {}),
      id_token: await sign(idToken, await this.key(), signature),
      ...(refresh ? { refresh_token: this.#issueRefreshToken() } : {}),
      ...tokens,
    };
    const headers = { 'cache-control': 'no-store', date: new Date(now()).toUTCString() };
    return HttpResponse.json(answer, { headers });
  }

  #issueRefreshToken(): string {
    const token = crypto.randomUUID();
    this.#refreshTokens.add(token);
    return token;
  }
}

function refused(error: string, status = 400, headers: Record<string, string> = {}): Response {
  return HttpResponse.json({ error }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

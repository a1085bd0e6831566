import * as oauth from 'oauth4webapi';
import { EposError, type EposPhase } from '../errors/errors.ts';
import type { Context } from './context.ts';
import { within } from './deadline.ts';
import { asEposError } from './failures.ts';
import { checkIdToken, secondsAhead } from './id-token.ts';
import { fetchKeys, verifySignature } from './keys.ts';
import { providerError } from './provider-errors.ts';
import { requests, type Server } from './server.ts';
import type { SignIn } from './transactions.ts';

/** What a session lives on. In memory only. */
export interface Tokens {
  readonly server: Server;
  readonly sub: string;
  readonly access: string;
  readonly refresh: string | undefined;
  /** For `id_token_hint` at sign-out. */
  readonly idToken: string;
  /** On the monotonic clock, in milliseconds; infinite where the server names no lifetime. */
  readonly expiresAt: number;
  readonly lifetime: number;
}

interface Limits {
  readonly phase: EposPhase;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Exchanges the answer to a sign-in for tokens. Nothing of it is used before every check has passed.
 *
 * @throws {@linkcode EposError} the provider's refusal, `response_mismatch`, `issuer_mismatch`, `token_refused`,
 * `id_token_invalid`, `bad_response`, and what any request may end in
 * @see RFC 9700 section 4.4 and 4.5, RFC 9207, OpenID Connect Core 3.1.3
 */
export async function redeem(
  context: Context,
  transaction: SignIn,
  answer: URLSearchParams,
  { phase, signal }: Limits,
): Promise<Tokens> {
  const { server, state, nonce, verifier } = transaction;
  const client = clientOf(context);
  const parameters = checkAnswer(server, client, answer, state, phase);

  return within({ phase, signal, timeout: context.settings.timeout }, async (signal) => {
    const request = requests(context, phase, signal);
    try {
      const [answered, keys] = await Promise.all([
        oauth.authorizationCodeGrantRequest(
          server,
          client,
          oauth.None(),
          parameters,
          context.settings.redirectUri,
          verifier,
          request,
        ),
        // Beside the code and not after it: one round trip less on a village line.
        fetchKeys(server, request),
      ]);
      const process = (response: Response, skew: number) =>
        oauth.processAuthorizationCodeResponse(server, withSkew(client, skew), response, {
          expectedNonce: nonce,
          requireIdToken: true,
        });
      const { body, claims, response } = await validated(context, process, answered);
      await verifySignature(server, response, request, keys);
      await checkIdToken(body, claims, client.client_id, phase);
      checkAge(transaction, claims, context, phase);
      return toTokens(context, phase, server, body, claims);
    } catch (thrown) {
      throw asEposError(thrown, phase);
    }
  });
}

/**
 * Trades the refresh token for fresh tokens.
 *
 * @see OpenID Connect Core 12.2: a new id_token must speak of the same person
 */
export async function refresh(context: Context, before: Tokens, { phase, signal }: Limits): Promise<Tokens> {
  const { server } = before;
  const client = clientOf(context);
  return within({ phase, signal, timeout: context.settings.timeout }, async (signal) => {
    const request = requests(context, phase, signal);
    try {
      const answered = await oauth.refreshTokenGrantRequest(
        server,
        client,
        oauth.None(),
        before.refresh ?? '',
        request,
      );
      const process = (response: Response, skew: number) =>
        oauth.processRefreshTokenResponse(server, withSkew(client, skew), response);
      const { body, claims, response } = await validated(context, process, answered);
      if (claims) {
        await verifySignature(server, response, request);
        await checkIdToken(body, claims, client.client_id, phase);
        if (claims.sub !== before.sub) throw new EposError('id_token_invalid', phase);
      }
      return toTokens(context, phase, server, body, claims, before);
    } catch (thrown) {
      throw asEposError(thrown, phase);
    }
  });
}

function clientOf({ settings, environment }: Context): oauth.Client {
  // oauth4webapi reads `Date` itself; the difference makes it follow the clock it was given here.
  return { client_id: settings.clientId, [oauth.clockSkew]: (environment.clock.now() - Date.now()) / 1000 };
}

function withSkew(client: oauth.Client, seconds: number): oauth.Client {
  return { ...client, [oauth.clockSkew]: (client[oauth.clockSkew] ?? 0) + seconds };
}

function checkAnswer(
  server: Server,
  client: oauth.Client,
  answer: URLSearchParams,
  state: string,
  phase: EposPhase,
): URLSearchParams {
  const issuers = answer.getAll('iss');
  // RFC 9207 section 2.4: a foreign `iss`, or none where one was promised, ends it; for error answers too.
  if (
    issuers.some((issuer) => issuer !== server.issuer) ||
    (!issuers.length && server.authorization_response_iss_parameter_supported)
  ) {
    throw new EposError('issuer_mismatch', phase);
  }
  try {
    return oauth.validateAuthResponse(server, client, answer, state);
  } catch (thrown) {
    throw thrown instanceof oauth.AuthorizationResponseError
      ? providerError(answer, phase)
      : new EposError('response_mismatch', phase);
  }
}

/**
 * Reads a token response. On a computer whose clock is wrong a good id_token looks expired or not yet valid: then its
 * `iat` tells the time, since it came straight from the token endpoint over TLS. Up to two hours; beyond that the
 * computer's date is wrong, and much else will fail.
 */
async function validated(
  context: Context,
  process: (response: Response, skew: number) => Promise<oauth.TokenEndpointResponse>,
  answered: Response,
): Promise<{ body: oauth.TokenEndpointResponse; claims: oauth.IDToken | undefined; response: Response }> {
  const again = answered.clone();
  let response = answered;
  let body;
  try {
    body = await process(answered, 0);
  } catch (thrown) {
    const ahead = secondsAhead(thrown, context.environment.clock.now());
    if (ahead === undefined) throw thrown;
    response = again;
    body = await process(again, ahead);
  }
  return { body, claims: oauth.getValidatedIdTokenClaims(body), response };
}

/** `max_age`: the password was checked no longer before the sign-in began than asked for. */
function checkAge(
  { maxAge, createdAt }: SignIn,
  claims: oauth.IDToken | undefined,
  { environment }: Context,
  phase: EposPhase,
): void {
  if (maxAge === undefined) return;
  const tolerance = 30;
  // On the server's clock, which `iat` shows: both times were then taken by the same clock.
  const began = (claims?.iat ?? 0) - (environment.clock.now() - createdAt) / 1000;
  if (typeof claims?.auth_time !== 'number' || claims.auth_time + maxAge < began - tolerance) {
    throw new EposError('id_token_invalid', phase);
  }
}

function toTokens(
  { environment }: Context,
  phase: EposPhase,
  server: Server,
  body: oauth.TokenEndpointResponse,
  claims: oauth.IDToken | undefined,
  before?: Tokens,
): Tokens {
  // A token bound to a key would be refused everywhere without a proof of the key.
  if (body.token_type !== 'bearer') throw new EposError('bad_response', phase);
  const lifetime = (body.expires_in ?? Infinity) * 1000;
  return {
    server,
    sub: claims?.sub ?? before?.sub ?? '',
    access: body.access_token,
    refresh: body.refresh_token ?? before?.refresh,
    idToken: body.id_token ?? before?.idToken ?? '',
    lifetime,
    expiresAt: environment.clock.monotonic() + lifetime,
  };
}

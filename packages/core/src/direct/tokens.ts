import * as oauth from 'oauth4webapi';
import { EposError, type EposPhase } from '../errors/errors.ts';
import type { Context } from './context.ts';
import { foreignParameters } from './addresses.ts';
import { setParameters } from '../address/address.ts';
import type { Limits } from '../abortable/abortable.ts';
import { isGoodIdToken, type Expected } from './id-token.ts';
import { claimsOf, isSigned } from './keys.ts';
import { loadLater } from './later.ts';
import type { Binding } from './parts.ts';
import { exchange } from './requests.ts';
import type { Server } from './server.ts';
import type { SignIn } from './transactions.ts';

/** What a session lives on. In memory only. */
export interface Tokens {
  readonly server: Server;
  readonly nonce: string;
  readonly sub: string;
  readonly access: string;
  /** How the token is shown to a server: by itself, or with a proof of its key. */
  readonly type: 'Bearer' | 'DPoP';
  readonly refresh: string | undefined;
  /** For `id_token_hint` at sign-out. */
  readonly idToken: string;
  /** On the monotonic clock, in milliseconds; infinite where the server names no lifetime. */
  readonly expiresAt: number;
  readonly lifetime: number;
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
  limits: Limits,
): Promise<Tokens> {
  const parameters = {
    code: await codeOf(answer, transaction, limits.phase),
    redirect_uri: transaction.server.redirectUri,
    code_verifier: transaction.verifier,
  };
  return grant(context, limits, 'authorization_code', parameters, transaction);
}

/**
 * Trades the refresh token for fresh tokens.
 *
 * @see OpenID Connect Core 12.2: a new id_token must speak of the same person
 */
export async function refresh(context: Context, before: Tokens, limits: Limits): Promise<Tokens> {
  return grant(context, limits, 'refresh_token', { refresh_token: before.refresh ?? '' }, before);
}

/**
 * The code in an answer that belongs to this sign-in.
 *
 * @see RFC 9207 section 2.4: a foreign `iss`, or none where one was promised, ends it; for error answers too
 */
async function codeOf(answer: URLSearchParams, { server, state }: SignIn, phase: EposPhase): Promise<string> {
  const issuers = answer.getAll('iss');
  const promised = server.authorization_response_iss_parameter_supported;
  if (issuers.some((issuer) => issuer !== server.issuer) || (promised && !issuers.length)) {
    throw new EposError('issuer_mismatch', phase);
  }
  // Nothing twice (RFC 6749 section 3.1), and nothing of the flows that put tokens into addresses.
  const twice = ['iss', 'state', 'code', 'error'].some((name) => answer.getAll(name).length > 1);
  const foreign = foreignParameters.some((name) => answer.has(name));
  if (twice || foreign || answer.get('state') !== state) throw new EposError('response_mismatch', phase);

  const code = answer.get('code');
  if (!code || answer.has('error')) throw (await loadLater(phase)).providerError(answer, phase);
  return code;
}

/** What a grant starts from: a sign-in, or the tokens that are to be replaced. */
type Before = Expected & Binding & Partial<Pick<Tokens, 'refresh' | 'idToken'>>;

/** Asks the token endpoint, and checks its answer. */
async function grant(
  context: Context,
  limits: Limits,
  type: 'authorization_code' | 'refresh_token',
  parameters: Record<string, string>,
  before: Before,
): Promise<Tokens> {
  const { settings, environment, keys } = context;
  const { dpop, resource } = settings;
  const { server, nonce } = before;
  // Of time only our own check knows whether the device's clock is right.
  const { clientId: client_id } = server;
  const client = { client_id, [oauth.clockTolerance]: Number.MAX_SAFE_INTEGER };

  return exchange(context, limits, async (ask) => {
    const keysOf = (newer: boolean) => keys.keys(server.jwks_uri, ask, newer);
    // Beside the code and not after it: one round trip less on a village line. A refresh may bring no id_token.
    if (type === 'authorization_code') keysOf(false).catch(() => undefined);
    const response = await (dpop?.atToken(context, before, ask) ?? ask)(server.token_endpoint, {
      method: 'POST',
      body: setParameters(new URLSearchParams(), { ...parameters, resource, grant_type: type, client_id }),
    });
    const time = Date.parse(response.headers.get('date') ?? '') / 1000 || undefined;
    const body = await oauth.processGenericTokenEndpointResponse({ ...server }, client, response);
    const claims = body.id_token === undefined ? undefined : claimsOf(body.id_token);
    if (claims) {
      const good =
        (await isGoodIdToken(context, body, claims, { ...before, time })) &&
        (await isSigned(body.id_token ?? '', keysOf));
      if (!good) throw new EposError('id_token_invalid', limits.phase);
      // Signed, fresh by its nonce, and near enough to this clock: it tells the time where no header did.
      context.ahead = (time ?? claims.iat) * 1000 - environment.clock.now();
    }
    const sub = claims?.sub ?? before.sub;
    // A token bound to a key would be refused everywhere without a proof of the key.
    const takes = dpop ? dpop.takes(body.token_type) : body.token_type === 'bearer';
    if (!sub || !takes) throw new EposError('bad_response', limits.phase);
    const lifetime = (body.expires_in ?? Infinity) * 1000;
    return {
      server,
      nonce,
      sub,
      access: body.access_token,
      type: body.token_type === 'dpop' ? 'DPoP' : 'Bearer',
      refresh: body.refresh_token ?? before.refresh,
      idToken: body.id_token ?? before.idToken ?? '',
      lifetime,
      expiresAt: environment.clock.monotonic() + lifetime,
    };
  });
}

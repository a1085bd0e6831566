import { Hono } from 'hono';
import type { GrantStore } from './grants.ts';
import { parametersOf, type Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { checkVerifier } from './pkce.ts';
import { checkBareRefresh, checkSigned, type RequestContext, type SignedRequest } from './signed-request.ts';
import { accessLifetime, type EsiaTokenFactory, type Grant } from './tokens.ts';

/** A refresh token lives for a day here; in reality the category of the system decides. */
const refreshLifetime = 86_400;

export interface TokenEndpointContext extends RequestContext {
  readonly tokens: EsiaTokenFactory;
  readonly codes: GrantStore;
  readonly refreshTokens: GrantStore;
}

/** `POST /aas/oauth2/v3/te`. @see esia-and-epos A3 */
export function tokenEndpoint(context: TokenEndpointContext): Hono {
  const app = new Hono();

  app.post('/aas/oauth2/v3/te', async (c) => {
    let state: string | undefined;
    try {
      if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) {
        throw new Refusal('ESIA-007038');
      }
      const parameters = parametersOf(new URLSearchParams(await c.req.text()));
      state = parameters.optional('state');
      const { request, grant } = redeem(parameters);
      return c.json(answer(request, grant), 200, { 'cache-control': 'no-store' });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { oauthError, description } = error;
      return c.json({ error: oauthError, error_description: description, state }, 400);
    }
  });

  app.all('/aas/oauth2/v3/te', (c) => {
    const { oauthError, description } = new Refusal('ESIA-007009');
    return c.json({ error: oauthError, error_description: description }, 405, { allow: 'POST' });
  });

  function redeem(parameters: Parameters): { request: Pick<SignedRequest, 'state'>; grant: Grant } {
    const grantType = parameters.required('grant_type');
    if (grantType !== 'authorization_code' && grantType !== 'refresh_token') throw new Refusal('ESIA-007012');
    if (parameters.required('token_type') !== 'Bearer') throw new Refusal('ESIA-007003', 'token_type');
    const isCode = grantType === 'authorization_code';
    const token = parameters.required(isCode ? 'code' : 'refresh_token');
    const isBare = !isCode && parameters.optional('redirect_uri') === undefined;
    const request = isBare
      ? checkBareRefresh(parameters, context, token)
      : checkSigned(parameters, context, isCode ? token : '');
    // Spent only after the client has proven itself: a stranger must not be able to burn somebody's code.
    const grant = (isCode ? context.codes : context.refreshTokens).spend(token);
    const belongs =
      grant?.clientId === request.system.mnemonic &&
      (isBare || grant.redirectUri === request.redirectUri) &&
      grant.scope === request.scope;
    if (!belongs) throw new Refusal('ESIA-007011');
    if (isCode) checkVerifier(grant.challenge, parameters.optional('code_verifier'));
    // "должен отличаться от того, который использовался при получении авторизационного кода"
    if (grant.state === request.state) throw new Refusal('ESIA-007003', 'state');
    return { request, grant };
  }

  function answer({ state }: Pick<SignedRequest, 'state'>, grant: Grant) {
    const { tokens, refreshTokens } = context;
    const refresh = grant.offline ? tokens.refresh(grant) : undefined;
    if (refresh) refreshTokens.keep(refresh, grant, refreshLifetime);
    return {
      access_token: tokens.access(grant),
      ...(refresh ? { refresh_token: refresh } : {}),
      ...(grant.scopes.includes('openid') ? { id_token: tokens.id(grant) } : {}),
      // "The response echoes this new `state`" (esia-and-epos A3).
      state,
      token_type: 'Bearer',
      expires_in: accessLifetime,
    };
  }

  return app;
}

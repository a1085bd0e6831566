import { importJWK, type JWK } from 'jose';
import * as oauth from 'oauth4webapi';
import type { Client, Settings } from '../options/settings.ts';
import { ProviderError, type ProviderErrorCode } from '../providers/provider-error.ts';
import type { SignedIn, Tokens, Way } from '../ways/way.ts';
import { createAsk } from './ask.ts';
import { asProviderError } from './failures.ts';
import { checkIdToken, type Expected } from './id-token.ts';
import { IssuerKeys, tolerance } from './keys.ts';
import { verifyLogoutToken, type LogoutToken } from './logout-token.ts';
import { checkAnswer } from './provider-answer.ts';
import type { Proofs } from './proofs.ts';
import { Discovery, type Server } from './server.ts';

/**
 * What a server is told of a sign-in for which none older will do, in seconds; that it is not older is checked here.
 * `prompt=login` says the same, and servers that count whole seconds would let a session of this very second pass. A
 * Keycloak that hands `max_age` on to a provider counts it once more when the browser is back from there: at 0 it shows
 * an error page of its own to whoever has a slow line, or a consent to read.
 */
const unhurried = 10 * 60;

/** An OpenID Provider as a way to sign in. */
export interface OidcWay extends Way {
  readonly issuer: string;
  /** Checks what the SSO says of a session that it has ended. */
  readLogoutToken(token: string): Promise<LogoutToken>;
}

/**
 * The gateway as a confidential client of one issuer: code with PKCE, `state`, `nonce` and `iss`, signature checked.
 *
 * @see OpenID Connect Core 3.1; RFC 9700; RFC 9126; RFC 9207; RFC 9449
 */
export function oidcWay(id: string, client: Client, settings: Settings, proofs: Proofs): OidcWay {
  const { clock, hintParameter, resource } = settings;
  const ask = createAsk(settings.fetch, settings.timeout);
  const discovery = new Discovery(client, ask, clock);
  const keys = new IssuerKeys(ask, clock);
  const authentication = authenticate(client);
  // Awaited where it is needed, and heard of there.
  authentication.catch(() => undefined);
  const offline = client.scope.split(' ').includes('offline_access');

  /** oauth4webapi's options for one request, with a proof where tokens are bound to a key. */
  const by = (key: JWK | undefined) => ({
    // The options let http through on this machine only.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    [oauth.allowInsecureRequests]: client.issuer.startsWith('http:'),
    [oauth.customFetch]: async (url: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      if (key) headers.set('dpop', await proofs.proof(key, { method: init.method ?? 'GET', url }));
      const response = await ask(url, { ...init, headers });
      if (key) proofs.learn(url, response);
      return response;
    },
  });
  const known = () => ({
    client_id: client.clientId,
    [oauth.clockTolerance]: tolerance,
    [oauth.clockSkew]: Math.round((clock() - Date.now()) / 1000),
    ...(client.signingAlgorithm === undefined ? {} : { id_token_signed_response_alg: client.signingAlgorithm }),
  });
  const work = async <T>(task: (server: Server) => Promise<T>, refusedAs?: ProviderErrorCode): Promise<T> => {
    try {
      const server = await discovery.server();
      try {
        return await task(server);
      } catch (error) {
        // The server wants a nonce of its own in the proof (RFC 9449 section 8): once more, with it.
        if (!oauth.isDPoPNonceError(error)) throw error;
        return await task(server);
      }
    } catch (error) {
      throw asProviderError(error, refusedAs);
    }
  };
  const tokensOf = (answer: oauth.TokenEndpointResponse, { key, nonce, refresh }: Partial<Tokens>): Tokens => {
    // A token bound to a key would be refused everywhere without a proof of it, and the other way round.
    if (answer.token_type !== (key ? 'dpop' : 'bearer')) {
      throw new ProviderError('bad_response', { message: `token_type ${key ? 'is not DPoP' : 'is not Bearer'}` });
    }
    const now = clock();
    return {
      access: answer.access_token,
      type: key ? 'DPoP' : 'Bearer',
      refresh: answer.refresh_token ?? refresh,
      obtainedAt: now,
      expiresAt: answer.expires_in === undefined ? undefined : now + answer.expires_in * 1000,
      key,
      nonce,
    };
  };
  const claimsOf = async (
    idToken: string,
    server: Server,
    expected: Omit<Expected, 'clientId' | 'trustedAudiences' | 'now'>,
  ) => {
    const claims = await keys.verify(idToken, server, client, {
      from: 'issuer',
      requiredClaims: ['sub', 'iat', 'exp'],
    });
    const { clientId, trustedAudiences } = client;
    checkIdToken(idToken, claims, { ...expected, clientId, trustedAudiences, now: clock() });
    return claims as SignedIn['claims'];
  };

  return {
    id,
    issuer: client.issuer,
    comesBackTo: (path) => path === new URL(client.redirectUri).pathname,

    begin: ({ hint, prompt, maxAge, acr, loginHint }) =>
      work(async (server) => {
        const state = oauth.generateRandomState();
        const verifier = oauth.generateRandomCodeVerifier();
        const nonce = oauth.generateRandomNonce();
        const key = settings.dpop ? await proofs.newKey() : undefined;
        const again = maxAge === 0 && (prompt ?? 'login') === 'login';
        const parameters = {
          client_id: client.clientId,
          redirect_uri: client.redirectUri,
          response_type: 'code',
          scope: client.scope,
          state,
          nonce,
          code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          prompt: again ? 'login' : prompt,
          max_age: again ? unhurried : maxAge,
          acr_values: acr,
          login_hint: loginHint,
          resource,
          dpop_jkt: key && (await proofs.thumbprint(key)),
          ...(hint === undefined ? {} : { [hintParameter]: hint }),
        };
        const said = spoken(parameters);
        const url = new URL(server.authorization_endpoint);
        for (const [name, value] of Object.entries(await pushed(server, said, key))) url.searchParams.set(name, value);
        const keep = spoken({
          verifier,
          nonce,
          began: clock(),
          maxAge,
          acr,
          key: key && JSON.stringify(key),
        });
        return { kind: 'leave' as const, url: url.href, state, keep };
      }, 'provider_error'),

    finish: ({ callback, state, keep }) =>
      work(async (server) => {
        const { searchParams: query } = callback;
        checkAnswer(query, server.issuer, !!server.authorization_response_iss_parameter_supported);
        const answer = oauth.validateAuthResponse(server, known(), query, state);
        const key = keep.key === undefined ? undefined : (JSON.parse(keep.key) as JWK);
        // Beside the code and not after it: one round trip less.
        keys.warm(server);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          known(),
          await authentication,
          answer,
          client.redirectUri,
          keep.verifier ?? '',
          { ...by(key), ...(resource === undefined ? {} : { additionalParameters: { resource } }) },
        );
        const body = await oauth.processAuthorizationCodeResponse(server, known(), response, {
          expectedNonce: keep.nonce ?? '',
          requireIdToken: true,
        });
        const { id_token: idToken = '', access_token: accessToken } = body;
        const claims = await claimsOf(idToken, server, {
          accessToken,
          nonce: keep.nonce ?? '',
          maxAge: keep.maxAge === undefined ? undefined : Number(keep.maxAge),
          acr: keep.acr,
          beganAt: Number(keep.began),
        });
        const sid = typeof claims.sid === 'string' ? claims.sid : undefined;
        return { claims, sid, idToken, tokens: tokensOf(body, { key, nonce: keep.nonce }) };
      }),

    refresh: (tokens, sub) =>
      work(async (server) => {
        if (!tokens.refresh) throw new ProviderError('session_ended');
        // Before the refresh token is spent: what comes for it could not be checked, and there may be no second time.
        await keys.ready(server);
        const response = await oauth.refreshTokenGrantRequest(server, known(), await authentication, tokens.refresh, {
          ...by(tokens.key),
          ...(resource === undefined ? {} : { additionalParameters: { resource } }),
        });
        try {
          const body = await oauth.processRefreshTokenResponse(server, known(), response);
          const { id_token: idToken, access_token: accessToken } = body;
          if (idToken !== undefined) await claimsOf(idToken, server, { accessToken, sub, nonce: tokens.nonce });
          return tokensOf(body, tokens);
        } catch (error) {
          const { error: said, status } = error as Partial<oauth.ResponseBodyError>;
          // This alone says that the session is over (RFC 6749 section 5.2).
          if (error instanceof oauth.ResponseBodyError && said === 'invalid_grant' && status !== 429) {
            throw new ProviderError('session_ended', { providerCode: said });
          }
          throw error;
        }
      }),

    revoke: (tokens) =>
      work(async (server) => {
        if (!server.revocation_endpoint || !tokens.refresh) return;
        const response = await oauth.revocationRequest(server, known(), await authentication, tokens.refresh, {
          ...by(tokens.key),
          additionalParameters: { token_type_hint: 'refresh_token' },
        });
        await oauth.processRevocationResponse(response);
      }),

    signOut: (idToken, { address, state }) =>
      work((server) => {
        const { end_session_endpoint: action } = server;
        if (!action) return Promise.resolve(undefined);
        const fields = spoken({
          client_id: client.clientId,
          post_logout_redirect_uri: address,
          state,
          id_token_hint: idToken,
        });
        return Promise.resolve({ action, fields });
      }),

    outlives: () => work((server) => Promise.resolve(offline || !server.end_session_endpoint)),

    readLogoutToken: (token) => work((server) => verifyLogoutToken(token, { keys, server, client, now: clock() })),

    async check() {
      await work(() => Promise.resolve());
    },
  };

  /** With a pushed request nothing else goes through the browser (RFC 9126 section 4). */
  async function pushed(
    server: Server,
    parameters: Record<string, string>,
    key: JWK | undefined,
  ): Promise<Record<string, string>> {
    const { pushed_authorization_request_endpoint: endpoint, require_pushed_authorization_requests: required } = server;
    if (!required && !(settings.par && endpoint)) return parameters;
    const response = await oauth.pushedAuthorizationRequest(server, known(), await authentication, parameters, by(key));
    const { request_uri } = await oauth.processPushedAuthorizationResponse(server, known(), response);
    return { client_id: client.clientId, request_uri };
  }
}

/** What is undefined is not said. */
function spoken(parameters: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

async function authenticate({ clientAuth }: Client): Promise<oauth.ClientAuth> {
  if (clientAuth.method === 'client_secret_basic') return oauth.ClientSecretBasic(clientAuth.secret);
  const { key } = clientAuth;
  const imported = await importJWK(key as JWK);
  if (imported instanceof Uint8Array) throw new ProviderError('invalid_options', { message: 'clientAuth.key' });
  return oauth.PrivateKeyJwt(typeof key.kid === 'string' ? { key: imported, kid: key.kid } : imported);
}

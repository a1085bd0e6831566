import { randomUUID } from 'node:crypto';
import { EsiaError } from '../errors/errors.ts';
import { readPerson, type EsiaPerson } from '../person/person.ts';
import { certificateSet, readIdToken, type EsiaIdentity } from '../tokens/tokens.ts';
import { parseCallback, type EsiaCallback } from './callback.ts';
import { call } from './http.ts';
import { settle, type EsiaClientOptions } from './options.ts';
import { checkOwnCertificate } from './own-certificate.ts';
import { challengeOf, createVerifier } from './pkce.ts';
import { sign, signRequest } from './signed-request.ts';
import { readTokenAnswer } from './token-response.ts';

/** What the token endpoint gave. */
export interface EsiaTokens {
  readonly accessToken: string;
  /** With `accessType: 'offline'` only. */
  readonly refreshToken?: string;
  /** In seconds, from the answer on. */
  readonly expiresIn: number;
}

/** A sign-in that begins. */
export interface EsiaAuthorization {
  readonly url: string;
  readonly state: string;
  /** With the option `pkce` only. A secret of this sign-in. */
  readonly codeVerifier?: string;
}

/** Tokens and who signed in. */
export interface EsiaSignIn extends EsiaTokens {
  readonly identity: EsiaIdentity;
  /** The id_token itself, checked. */
  readonly idToken: string;
}

/** What a system does at ESIA. Every method may throw {@linkcode EsiaError}. */
export interface EsiaClient {
  /**
   * Checks at the start what is else found out by the first person: that something is signed at all, and, where the
   * certificate is given, that it holds now and belongs to the key. Rejects with `invalid_options`, or with what the
   * signer's failure comes down to.
   */
  check(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /**
   * The address to send the browser to, and what to remember until it comes back: the `state`, and with `pkce` the
   * verifier for {@linkcode exchange}.
   *
   * @see esia-and-epos A2
   */
  authorizationUrl(options?: { readonly state?: string; readonly signal?: AbortSignal }): Promise<EsiaAuthorization>;
  /** Reads the address to which ESIA led back. @see esia-and-epos A2 */
  parseCallback(url: string | URL): EsiaCallback;
  /** Exchanges the code for tokens and checks the id_token. @see esia-and-epos A3, A6 */
  exchange(options: {
    readonly code: string;
    readonly codeVerifier?: string;
    readonly signal?: AbortSignal;
  }): Promise<EsiaSignIn>;
  /** Gets new tokens by a refresh token. @see esia-and-epos A3 */
  refresh(options: { readonly refreshToken: string; readonly signal?: AbortSignal }): Promise<EsiaTokens>;
  /**
   * Reads the person's data, with contacts, and children where the scope holds `kid_…`.
   *
   * @see esia-and-epos A7
   */
  person(oid: string, accessToken: string, options?: { readonly signal?: AbortSignal }): Promise<EsiaPerson>;
  /**
   * The address that ends ESIA's session and leads back, if the domain is registered.
   *
   * @see esia-and-epos A9
   */
  logoutUrl(returnTo?: string): string;
}

/**
 * A client of ESIA, the Unified System of Identification and Authentication (Gosuslugi's sign-in), by ESIA's own
 * rules: signed requests, `v2/ac` and `v3/te`, raw signatures by GOST.
 *
 * @example
 * ```ts
 * const esia = createEsiaClient({ host, clientId: 'EPOS', redirectUri, scope: ['openid', 'fullname'],
 *   signer, certificate, certificates });
 * const { url, state } = await esia.authorizationUrl();
 * ```
 * @see esia-and-epos A1 to A9
 */
export function createEsiaClient(options: EsiaClientOptions): EsiaClient {
  const settings = settle(options);
  const { host, clientId, redirectUri, clock } = settings;
  const certificates = certificateSet(options.certificates, clock);

  async function requestTokens(grant: Record<string, string>, signed: readonly string[], signal?: AbortSignal) {
    // "должен отличаться от того, который использовался при получении авторизационного кода": a new one each time.
    const state = randomUUID();
    const parameters = await signRequest(settings, state, signed, signal);
    const body = new URLSearchParams({ ...parameters, token_type: 'Bearer', ...grant });
    // "sends neither redirect_uri nor hash" (esia-and-epos A3).
    if (signed.includes(redirectUri)) body.set('redirect_uri', redirectUri);
    else body.delete('client_certificate_hash');
    const init = { method: 'POST', body, headers: { accept: 'application/json' } };
    return readTokenAnswer(
      await call(settings, `${host}/aas/oauth2/v3/te`, init, { fallback: 'token_refused', signal }),
      state,
    );
  }

  function readData(path: string, accessToken: string, signal?: AbortSignal) {
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
    return call(settings, `${host}/rs/prns/${path}`, { headers }, { fallback: 'provider_error', signal });
  }

  return {
    async check({ signal } = {}) {
      const now = clock();
      settings.watchExpiry(now);
      const probe = (data: Uint8Array) => sign(settings, data, signal);
      if (settings.certificate) await checkOwnCertificate(settings.certificate, now, probe);
      else await probe(Buffer.from('EPOS probe'));
    },

    async authorizationUrl({ state = randomUUID(), signal } = {}) {
      const { accessType, permissions, pkce } = settings;
      const codeVerifier = pkce && createVerifier();
      const parameters = {
        ...settings.parameters,
        ...(await signRequest(settings, state, [redirectUri], signal)),
        redirect_uri: redirectUri,
        response_type: 'code',
        access_type: accessType,
        ...(permissions === undefined ? {} : { permissions }),
        ...(codeVerifier ? { code_challenge: challengeOf(codeVerifier, pkce), code_challenge_method: pkce } : {}),
      };
      const url = `${host}/aas/oauth2/v2/ac?${new URLSearchParams(parameters).toString()}`;
      return { url, state, ...(codeVerifier ? { codeVerifier } : {}) };
    },

    parseCallback,

    async exchange({ code, codeVerifier, signal }) {
      const verifier = codeVerifier === undefined ? {} : { code_verifier: codeVerifier };
      const grant = { grant_type: 'authorization_code', code, ...verifier };
      const answer = await requestTokens(grant, [redirectUri, code], signal);
      if (!answer.idToken) throw new EsiaError('bad_response', { message: 'The answer holds no id_token.' });
      const identity = await readIdToken(answer.idToken, {
        issuer: settings.issuer,
        audience: clientId,
        now: clock(),
        certificates,
      });
      return { ...tokensOf(answer), identity, idToken: answer.idToken };
    },

    async refresh({ refreshToken, signal }) {
      const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
      const ending = settings.refreshSigns === 'refresh_token' ? refreshToken : redirectUri;
      try {
        return tokensOf(await requestTokens(grant, [ending], signal));
      } catch (error) {
        if (!(error instanceof EsiaError && endsSession(error))) throw error;
        const { esiaCode, oauthError, status } = error;
        throw new EsiaError('session_ended', { esiaCode, oauthError, status, cause: error });
      }
    },

    async person(oid, accessToken, { signal } = {}) {
      const path = encodeURIComponent(oid);
      const wantsKids = /(^| )kid_/.test(settings.scope);
      const [person, kids] = await Promise.all([
        readData(`${path}?embed=(contacts.elements)`, accessToken, signal),
        wantsKids ? readData(`${path}/kids?embed=(elements)`, accessToken, signal).catch(noneWhenAbsent) : undefined,
      ]);
      return readPerson(oid, person, kids);
    },

    logoutUrl(returnTo) {
      const parameters = { client_id: clientId, ...(returnTo === undefined ? {} : { redirect_url: returnTo }) };
      return `${host}/idp/ext/Logout?${new URLSearchParams(parameters).toString()}`;
    },
  };
}

function tokensOf(answer: ReturnType<typeof readTokenAnswer>): EsiaTokens {
  const { accessToken, refreshToken, expiresIn } = answer;
  return { accessToken, expiresIn, ...(refreshToken === undefined ? {} : { refreshToken }) };
}

/**
 * Whether a refused refresh means that none will ever succeed: the token is spent or withdrawn (007011, the code also of
 * a spent authorization code), or the person has taken back the consent (007004). Without a code of ESIA's the word of
 * RFC 6749 section 5.2 counts; beside one, such as that of a wrong signature, it does not.
 */
function endsSession({ esiaCode, oauthError, status }: EsiaError): boolean {
  if (esiaCode !== undefined) return esiaCode === 'ESIA-007011' || esiaCode === 'ESIA-007004';
  return oauthError === 'invalid_grant' && status !== 429;
}

/** "404 = no data"; 403 where the scope was not granted, which must not keep the person out (esia-and-epos A7). */
function noneWhenAbsent(error: unknown): undefined {
  if (error instanceof EsiaError && [403, 404].includes(error.status ?? 0)) return undefined;
  throw error;
}

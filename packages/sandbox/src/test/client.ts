import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, decodeJwt, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import type { Sandbox } from '../index.ts';
import { Browser, type Page } from './browser.ts';

/** The return address of the tests' client: nobody has to listen there. */
export const redirectUri = 'http://localhost:9/callback';
export const isCallback = (url: URL): boolean => url.href.startsWith(redirectUri);

export interface Tokens {
  readonly access_token: string;
  readonly token_type: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly expires_in: number;
  readonly scope: string;
}

export interface Request {
  readonly url: string;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export function authorizationRequest(sandbox: Sandbox, parameters: Record<string, string> = {}): Request {
  const verifier = randomBytes(32).toString('base64url');
  const [state, nonce] = [randomUUID(), randomUUID()];
  const url = new URL('/auth', sandbox.origins.sso);
  const all = {
    client_id: 'epos-demo',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  };
  // An empty parameter is one left out.
  url.search = new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')).toString();
  return { url: url.href, verifier, state, nonce };
}

/** What came back to the client's address. */
export function answer(page: Page): Record<string, string> {
  if (!page.url.startsWith(redirectUri))
    throw new Error(`not at the client but at ${page.url}: ${page.status} ${page.text.slice(0, 3000)}`);
  return Object.fromEntries(new URL(page.url).searchParams);
}

export async function token(
  sandbox: Sandbox,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Tokens & { error?: string }; headers: Headers }> {
  const response = await fetch(`${sandbox.origins.sso}/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Tokens & { error?: string },
  };
}

export function exchange(
  sandbox: Sandbox,
  code: string,
  { verifier }: Request,
  form: Record<string, string> = {},
  headers?: Record<string, string>,
) {
  return token(
    sandbox,
    {
      grant_type: 'authorization_code',
      client_id: 'epos-demo',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...form,
    },
    headers,
  );
}

export function refresh(
  sandbox: Sandbox,
  refresh_token: string,
  form: Record<string, string> = {},
  headers?: Record<string, string>,
) {
  return token(sandbox, { grant_type: 'refresh_token', client_id: 'epos-demo', refresh_token, ...form }, headers);
}

/** Signs in by RSAA up to the client's address. */
export async function signInByRsaa(
  sandbox: Sandbox,
  browser: Browser,
  request: Request,
  username = 'ivanova.mp',
  password = 'Perm-2026',
): Promise<Page> {
  const page = await browser.open(request.url, { until: isCallback });
  if (page.status === 0) return page;
  const form = page.text.includes('name="password"')
    ? page
    : await browser.open(`${page.url}/rsaa`, { until: isCallback });
  return browser.submit(form, { username, password }, { button: /ВОЙТИ/, until: isCallback });
}

/** A whole sign-in by RSAA: the tokens, and the browser with its session. */
export async function tokensByRsaa(
  sandbox: Sandbox,
  { username = 'ivanova.mp', browser = new Browser(), parameters = {} } = {},
) {
  const request = authorizationRequest(sandbox, { kc_idp_hint: 'rsaa', ...parameters });
  const { code = '' } = answer(await signInByRsaa(sandbox, browser, request, username));
  const { body } = await exchange(sandbox, code, request);
  return { tokens: body, browser, request };
}

/** A key that proves possession (RFC 9449). */
export async function dpopKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    proof: (method: string, url: string, claims: JWTPayload = {}) =>
      new SignJWT({ htm: method, htu: url, jti: randomUUID(), ...claims })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
        .setIssuedAt(typeof claims.iat === 'number' ? claims.iat : undefined)
        .sign(privateKey),
  };
}

export function claimsOf(jwt: string): JWTPayload {
  return decodeJwt(jwt);
}

export function ath(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest('base64url');
}

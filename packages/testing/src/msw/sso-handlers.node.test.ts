import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setupServer } from 'msw/node';
import { authorizationResponse } from './authorization.ts';
import { challengeOf, payloadOf } from './jwt.ts';
import { ssoHandlers, type SsoHandlersOptions } from './sso-handlers.ts';

const issuer = 'https://sso.example/realms/epos';
const client = { issuer, clientId: 'journal' };
const redirect = 'https://journal.example/callback';
const verifier = 'a-verifier-of-this-very-sign-in-and-no-other';
const server = setupServer();

before(() => {
  server.listen({ onUnhandledFrame: 'error' });
});
after(() => {
  server.close();
});

async function authorizationRequest(): Promise<URL> {
  const request = new URL(`${issuer}/authorize`);
  request.search = new URLSearchParams({
    client_id: 'journal',
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'openid',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
  }).toString();
  return request;
}

function use(options: Partial<SsoHandlersOptions> = {}): void {
  server.resetHandlers(...ssoHandlers({ ...client, ...options }));
}

async function post(form: Record<string, string>, headers: HeadersInit = {}) {
  const response = await fetch(`${issuer}/token`, { method: 'POST', headers, body: new URLSearchParams(form) });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}

async function redemption(): Promise<Record<string, string>> {
  const code = new URL(authorizationResponse(await authorizationRequest())).searchParams.get('code') ?? '';
  return {
    grant_type: 'authorization_code',
    client_id: 'journal',
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
  };
}

const idToken = async () => String((await post(await redemption())).body.id_token);

async function verifies(jws: string): Promise<boolean> {
  const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: [JsonWebKey] };
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('jwk', keys[0], algorithm, false, ['verify']);
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  return crypto.subtle.verify(algorithm, key, bytes, new TextEncoder().encode(`${header}.${payload}`));
}

test('discovery names the issuer; metadata can be replaced and left out', async () => {
  use();
  const read = async () =>
    (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
  assert.equal((await read()).issuer, issuer);
  use({ metadata: { issuer: 'https://other.example', end_session_endpoint: undefined } });
  assert.equal((await read()).issuer, 'https://other.example');
  assert.equal('end_session_endpoint' in (await read()), false);
});

test('a callback carries code, state and issuer, or what a test wants instead', async () => {
  const request = await authorizationRequest();
  const { searchParams } = new URL(authorizationResponse(request));
  assert.deepEqual([searchParams.get('state'), searchParams.get('iss')], ['state-1', issuer]);
  const declined = new URL(authorizationResponse(request, { error: 'access_denied', description: 'ESIA-007004' }));
  assert.equal(declined.searchParams.get('error_description'), 'ESIA-007004');
  assert.equal(declined.searchParams.has('code'), false);
  const odd = new URL(authorizationResponse(request, { parameters: { iss: undefined, state: 'other' } }));
  assert.deepEqual([odd.searchParams.has('iss'), odd.searchParams.get('state')], [false, 'other']);
  assert.throws(() => authorizationResponse(`${issuer}/authorize`), TypeError);
});

test('a code gives a signed id_token for the person, once', async () => {
  use({ person: 'parent' });
  const form = await redemption();
  const { status, body } = await post(form);
  assert.equal(status, 200);
  const jws = String(body.id_token);
  assert.ok(await verifies(jws));
  const claims = payloadOf(jws);
  assert.deepEqual([claims?.sub, claims?.nonce, claims?.aud], ['epos-person-3', 'nonce-1', 'journal']);
  assert.equal((await post(form)).body.error, 'invalid_grant');
});

test('PKCE, the redirect address, the client and the code are checked', async () => {
  use();
  const form = await redemption();
  for (const wrong of [{ code_verifier: 'x' }, { redirect_uri: 'https://other.example/' }, { code: 'never.issued' }]) {
    const { code } = await redemption();
    assert.equal((await post({ ...form, code: code ?? '', ...wrong })).body.error, 'invalid_grant');
  }
  assert.equal((await post({ ...form, client_id: 'other' })).body.error, 'invalid_client');
  assert.equal((await post({ ...form, grant_type: 'password' })).body.error, 'unsupported_grant_type');
});

test('a refresh token is good for one use', async () => {
  use();
  const { body } = await post(await redemption());
  const form = { grant_type: 'refresh_token', client_id: 'journal', refresh_token: String(body.refresh_token) };
  const refreshed = await post(form);
  assert.equal(refreshed.status, 200);
  assert.equal(payloadOf(String(refreshed.body.id_token))?.nonce, undefined);
  assert.equal((await post(form)).body.error, 'invalid_grant');
  use({ refresh: false });
  assert.equal('refresh_token' in (await post(await redemption())).body, false);
});

test('claims and signatures go wrong as asked', async () => {
  use({ claims: { nonce: 'other', aud: undefined } });
  const claims = payloadOf(await idToken());
  assert.deepEqual([claims?.nonce, claims && 'aud' in claims], ['other', false]);
  use({ signature: 'broken' });
  assert.equal(await verifies(await idToken()), false);
  use({ signature: 'none' });
  assert.match(await idToken(), /\.$/);
  use({ signature: 'unknown-key' });
  assert.match(Buffer.from((await idToken()).split('.')[0] ?? '', 'base64url').toString(), /fixture-key-unknown/);
});

test('a DPoP proof binds the tokens, with the nonce the SSO wants', async () => {
  use({ dpopNonce: 'n-1' });
  const form = await redemption();
  const proof = (nonce?: string) => `e30.${Buffer.from(JSON.stringify({ nonce })).toString('base64url')}.`;
  const first = await post(form, { dpop: proof() });
  assert.deepEqual([first.body.error, first.headers.get('dpop-nonce')], ['use_dpop_nonce', 'n-1']);
  assert.equal((await post(form, { dpop: proof('n-1') })).body.token_type, 'DPoP');
});

test('a pushed request comes back as the same request', async () => {
  use();
  const { search } = await authorizationRequest();
  const response = await fetch(`${issuer}/par`, { method: 'POST', body: new URLSearchParams(search) });
  const { request_uri } = (await response.json()) as { request_uri: string };
  const address = `${issuer}/authorize?${new URLSearchParams({ client_id: 'journal', request_uri }).toString()}`;
  assert.equal(new URL(authorizationResponse(address)).searchParams.get('state'), 'state-1');
});

test('every endpoint fails as asked, and the clock is the caller’s', async () => {
  use({ faults: { token: { kind: 'oauth-error', error: 'invalid_grant' }, jwks: { kind: 'network' } } });
  assert.equal((await post(await redemption())).body.error, 'invalid_grant');
  await assert.rejects(fetch(`${issuer}/jwks`));
  assert.equal((await fetch(`${issuer}/revoke`, { method: 'POST' })).status, 200);
  use({ now: () => 1_000_000, tokens: { expires_in: 'soon' } });
  const { body } = await post(await redemption());
  assert.equal(payloadOf(String(body.id_token))?.iat, 1000);
  assert.equal(body.expires_in, 'soon');
});

import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createRemoteJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import { startSandbox, type Sandbox } from '../index.ts';
import { Browser } from '../test/browser.ts';
import {
  answer,
  authorizationRequest,
  claimsOf,
  dpopKey,
  exchange,
  isCallback,
  redirectUri,
  refresh,
  signInByRsaa,
  token,
  tokensByRsaa,
} from '../test/client.ts';
import { throughEsia } from '../test/esia.ts';

const farewell = 'http://localhost:9/callback/farewell';

describe('SSO: signing out, and requests of servers', () => {
  let sandbox: Sandbox;
  let receiver: Server;
  let received: string[] = [];
  let receiverUrl = '';

  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        received.push(new URLSearchParams(body).get('logout_token') ?? '');
        response.writeHead(200).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/backchannel-logout`;
  });
  beforeEach(() => {
    sandbox.control.reset();
    received = [];
  });
  after(async () => {
    receiver.close();
    await sandbox.close();
  });

  const endSession = (parameters: Record<string, string>) =>
    `${sandbox.origins.sso}/session/end?${new URLSearchParams(parameters).toString()}`;
  const leave = async (browser: Browser, id_token_hint: string) => {
    const page = await browser.open(endSession({ id_token_hint, post_logout_redirect_uri: farewell, state: 's1' }), {
      until: isCallback,
    });
    assert.match(page.text, /src="\/assets\/submit.js"/);
    assert.doesNotMatch(page.text, /Вы действительно/);
    return browser.submit(page, {}, { button: /Выйти/, until: isCallback });
  };

  it('signs out without a question when the id_token proves who asks', async () => {
    const { browser, tokens } = await tokensByRsaa(sandbox);
    const page = await leave(browser, tokens.id_token);
    assert.equal(page.url, `${farewell}?state=s1`);
    assert.equal(
      browser.visited.some((url) => url.includes('/idp/ext/Logout')),
      false,
    );
    const silent = answer(
      await browser.open(authorizationRequest(sandbox, { prompt: 'none' }).url, { until: isCallback }),
    );
    assert.equal(silent.error, 'login_required');
    assert.equal((await refresh(sandbox, tokens.refresh_token)).body.error, 'invalid_grant');
  });

  it('takes the id_token in a form too, so that it need not stand in an address', async () => {
    const { browser, tokens } = await tokensByRsaa(sandbox);
    const page = await browser.open(`${sandbox.origins.sso}/session/end`, {
      method: 'POST',
      body: new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: farewell, state: 's2' }),
    });
    assert.doesNotMatch(page.text, /Вы действительно/);
    const end = await browser.submit(page, {}, { button: /Выйти/, until: isCallback });
    assert.equal(end.url, `${farewell}?state=s2`);
  });

  it('asks a person who is led here without proof, and stays at «Остаться»', async () => {
    const { browser } = await tokensByRsaa(sandbox);
    const page = await browser.open(endSession({}));
    assert.match(page.text, /Вы действительно хотите выйти\?/);
    assert.doesNotMatch(page.text, /submit\.js/);
    await browser.submit(page, { logout: '' }, { button: /Остаться/ });
    const silent = answer(
      await browser.open(authorizationRequest(sandbox, { prompt: 'none' }).url, { until: isCallback }),
    );
    assert.ok(silent.code);
    const out = await browser.submit(await browser.open(endSession({})), { logout: 'yes' });
    assert.match(out.text, /Вы вышли из ЭПОС/);
  });

  it('signs out at ESIA too when the session came from there, and leads back with state', async () => {
    const { browser, page, request } = await throughEsia(sandbox, 'parent');
    const { body } = await exchange(sandbox, answer(page).code ?? '', request);
    const end = await leave(browser, body.id_token);
    assert.equal(end.url, `${farewell}?state=s1`);
    assert.ok(browser.visited.some((url) => url.startsWith(`${sandbox.origins.esia}/idp/ext/Logout?`)));
    const again = await browser.open(authorizationRequest(sandbox, { kc_idp_hint: 'esia' }).url, { until: isCallback });
    assert.match(again.text, /loginByPwdButton/);
  });

  it('leads nowhere by an invented ticket', async () => {
    const page = await new Browser().open(`${sandbox.origins.sso}/esia/signed-out?ticket=x`);
    assert.match(page.text, /Вы вышли из ЭПОС/);
  });

  it('leads to no foreign site after signing out', async () => {
    const { browser, tokens } = await tokensByRsaa(sandbox);
    const page = await browser.open(
      endSession({ id_token_hint: tokens.id_token, post_logout_redirect_uri: 'https://example.org/' }),
    );
    assert.equal(page.status, 400);
  });

  it('sends back-channel logouts', async () => {
    sandbox.control.setBackchannelLogout('epos-journal', receiverUrl);
    const { browser, tokens } = await tokensByRsaa(sandbox, { parameters: { client_id: 'epos-demo' } });
    const silent = authorizationRequest(sandbox, { client_id: 'epos-journal', prompt: 'none' });
    const { code = '' } = answer(await browser.open(silent.url, { until: isCallback }));
    const journal = await exchange(sandbox, code, silent, { client_id: 'epos-journal' });
    await leave(browser, tokens.id_token);
    assert.equal(received.length, 1);
    const keys = createRemoteJWKSet(new URL(`${sandbox.origins.sso}/jwks`));
    const { payload } = await jwtVerify(received[0] ?? '', keys, {
      issuer: sandbox.origins.sso,
      audience: 'epos-journal',
      typ: 'logout+jwt',
    });
    assert.equal(payload.sid, claimsOf(journal.body.id_token).sid);
    assert.deepEqual(payload.events, { 'http://schemas.openid.net/event/backchannel-logout': {} });
  });

  it('ends all sessions from the control page, with notice', async () => {
    sandbox.control.setBackchannelLogout('epos-demo', receiverUrl);
    const { browser, tokens } = await tokensByRsaa(sandbox);
    await sandbox.control.sessions.end({ notify: true });
    assert.equal(received.length, 1);
    assert.equal((await refresh(sandbox, tokens.refresh_token)).body.error, 'invalid_grant');
    const silent = answer(
      await browser.open(authorizationRequest(sandbox, { prompt: 'none' }).url, { until: isCallback }),
    );
    assert.equal(silent.error, 'login_required');
  });

  it('revokes refresh tokens alone: the session goes on', async () => {
    const { browser, tokens } = await tokensByRsaa(sandbox);
    sandbox.control.tokens.revokeRefresh();
    assert.equal((await refresh(sandbox, tokens.refresh_token)).body.error, 'invalid_grant');
    const silent = answer(
      await browser.open(authorizationRequest(sandbox, { prompt: 'none' }).url, { until: isCallback }),
    );
    assert.ok(silent.code);
  });

  it('takes pushed requests, bound to a key by DPoP with the nonces of the server', async () => {
    const key = await dpopKey();
    const request = authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' });
    const url = `${sandbox.origins.sso}/request`;
    const push = async (nonce?: string) =>
      fetch(url, {
        method: 'POST',
        body: new URL(request.url).searchParams,
        headers: { DPoP: await key.proof('POST', url, nonce ? { nonce } : {}) },
      });
    const challenge = await push();
    assert.equal(((await challenge.json()) as { error: string }).error, 'use_dpop_nonce');
    const pushed = await push(challenge.headers.get('DPoP-Nonce') ?? '');
    assert.equal(pushed.status, 201);
    const { request_uri } = (await pushed.json()) as { request_uri: string };
    const short = `${sandbox.origins.sso}/auth?${new URLSearchParams({ client_id: 'epos-demo', request_uri }).toString()}`;
    const { code = '' } = answer(await signInByRsaa(sandbox, new Browser(), { ...request, url: short }));
    const tokenUrl = `${sandbox.origins.sso}/token`;
    const nonce = challenge.headers.get('DPoP-Nonce') ?? '';
    const { body } = await exchange(sandbox, code, request, {}, { DPoP: await key.proof('POST', tokenUrl, { nonce }) });
    assert.equal(body.token_type, 'DPoP');
    assert.deepEqual(claimsOf(body.access_token).cnf, { jkt: key.thumbprint });
    // The refresh token of a public client is bound, too.
    const stranger = await dpopKey();
    const stolen = await refresh(
      sandbox,
      body.refresh_token,
      {},
      { DPoP: await stranger.proof('POST', tokenUrl, { nonce }) },
    );
    assert.equal(stolen.body.error, 'invalid_grant');
  });

  it('authenticates a server by its key', async () => {
    const client = sandbox.clients.find(({ clientId }) => clientId === 'epos-server-jwt');
    assert.ok(client?.privateKey);
    const published = (await (await fetch(`${sandbox.origins.control}/clients/epos-server-jwt.jwk`)).json()) as object;
    assert.deepEqual(published, client.privateKey);
    const assertion = await new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'ES256', kid: client.privateKey.kid ?? '' })
      .setIssuer(client.clientId)
      .setSubject(client.clientId)
      .setAudience(sandbox.origins.sso)
      .setIssuedAt()
      .setExpirationTime('1 min')
      .sign(await importJWK(client.privateKey, 'ES256'));
    const request = authorizationRequest(sandbox, { client_id: client.clientId, kc_idp_hint: 'rsaa' });
    const { code = '' } = answer(await signInByRsaa(sandbox, new Browser(), request));
    const { status, body } = await token(sandbox, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: request.verifier,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    assert.equal(status, 200, JSON.stringify(body));
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '../index.ts';
import { Browser } from '../test/browser.ts';
import {
  answer,
  authorizationRequest,
  claimsOf,
  exchange,
  isCallback,
  refresh,
  signInByRsaa,
  token,
  tokensByRsaa,
} from '../test/client.ts';

describe('SSO', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
  });
  after(() => sandbox.close());

  it('signs an employee in by code and PKCE, and says who it is', async () => {
    const { tokens, request } = await tokensByRsaa(sandbox);
    const id = claimsOf(tokens.id_token);
    assert.equal(id.iss, sandbox.origins.sso);
    assert.equal(id.aud, 'epos-demo');
    assert.equal(id.sub, 'epos-person-1');
    assert.equal(id.nonce, request.nonce);
    assert.equal(id.name, 'Иванова Мария Петровна');
    assert.equal(id.given_name, 'Мария');
    assert.equal(id.family_name, 'Иванова');
    assert.equal(id.acr, '1');
    assert.deepEqual(id.amr, ['pwd']);
    assert.equal(typeof id.auth_time, 'number');
    assert.equal(typeof id.sid, 'string');
    const access = claimsOf(tokens.access_token);
    assert.equal(access.aud, sandbox.portalUrl);
    assert.equal(access.scope, 'openid profile');
    assert.equal(access.roles, undefined);
    assert.equal(tokens.expires_in, 300);
  });

  it('answers with state and iss', async () => {
    const request = authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' });
    const back = answer(await signInByRsaa(sandbox, new Browser(), request));
    assert.equal(back.state, request.state);
    assert.equal(back.iss, sandbox.origins.sso);
  });

  it('offers both ways of the manual without a hint, and the hinted one with it', async () => {
    const choice = await new Browser().open(authorizationRequest(sandbox).url);
    assert.match(choice.text, /Вход для сотрудников/);
    assert.match(choice.text, /Вход через ЕСИА/);
    const rsaa = await new Browser().open(authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' }).url);
    assert.match(rsaa.text, /ЗАБЫЛИ ПАРОЛЬ\?/);
    assert.match(rsaa.headers.get('Content-Security-Policy') ?? '', /frame-ancestors 'none'/);
  });

  it('keeps what was typed when the password is wrong', async () => {
    const browser = new Browser();
    const page = await signInByRsaa(
      sandbox,
      browser,
      authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' }),
      'Ivanova.MP',
      'нет',
    );
    assert.equal(page.status, 422);
    assert.match(page.text, /Неверное имя пользователя или пароль/);
    assert.match(page.text, /value="Ivanova.MP"/);
  });

  it('tells a locked account to who knows its password', async () => {
    const request = () => authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' });
    const page = await signInByRsaa(sandbox, new Browser(), request(), 'fedorov.sl');
    assert.match(page.text, /Учётная запись заблокирована/);
    const stranger = await signInByRsaa(sandbox, new Browser(), request(), 'fedorov.sl', 'x');
    assert.doesNotMatch(stranger.text, /заблокирована/);
  });

  it('takes the e-mail for the user name', async () => {
    const request = authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' });
    const back = answer(await signInByRsaa(sandbox, new Browser(), request, 'Person1@mail.example'));
    assert.ok(back.code);
  });

  it('answers access_denied when the person cancels', async () => {
    const browser = new Browser();
    const page = await browser.open(authorizationRequest(sandbox).url);
    const back = answer(await browser.submit(page, {}, { button: /Отменить вход/, until: isCallback }));
    assert.equal(back.error, 'access_denied');
  });

  it('rotates refresh tokens of public clients and revokes all when one is used twice', async () => {
    const { tokens } = await tokensByRsaa(sandbox);
    const second = await refresh(sandbox, tokens.refresh_token);
    assert.equal(second.status, 200);
    assert.notEqual(second.body.refresh_token, tokens.refresh_token);
    assert.ok(second.body.id_token);
    const reused = await refresh(sandbox, tokens.refresh_token);
    assert.equal(reused.body.error, 'invalid_grant');
    const revoked = await refresh(sandbox, second.body.refresh_token);
    assert.equal(revoked.body.error, 'invalid_grant');
  });

  it('does not rotate refresh tokens of confidential clients', async () => {
    const parameters = { client_id: 'epos-server', kc_idp_hint: 'rsaa' };
    const request = authorizationRequest(sandbox, parameters);
    const { code = '' } = answer(await signInByRsaa(sandbox, new Browser(), request));
    const secret = sandbox.clients.find(({ clientId }) => clientId === 'epos-server')?.clientSecret ?? '';
    const headers = { Authorization: `Basic ${btoa(`epos-server:${secret}`)}` };
    const { body } = await exchange(sandbox, code, request, { client_id: 'epos-server' }, headers);
    const next = await refresh(sandbox, body.refresh_token, { client_id: 'epos-server' }, headers);
    assert.equal(next.status, 200);
    assert.equal(next.body.refresh_token, body.refresh_token);
    const wrong = await refresh(
      sandbox,
      body.refresh_token,
      { client_id: 'epos-server' },
      { Authorization: `Basic ${btoa('epos-server:no')}` },
    );
    assert.equal(wrong.body.error, 'invalid_client');
  });

  it('demands PKCE by S256 and a return address of this machine', async () => {
    const plain = answer(
      await new Browser().open(authorizationRequest(sandbox, { code_challenge_method: 'plain' }).url, {
        until: isCallback,
      }),
    );
    assert.equal(plain.error, 'invalid_request');
    const elsewhere = await new Browser().open(
      authorizationRequest(sandbox, { redirect_uri: 'https://example.org/' }).url,
    );
    assert.equal(elsewhere.status, 400);
    assert.match(elsewhere.text, /Вход не удался/);
    const { code = '' } = answer(
      await signInByRsaa(sandbox, new Browser(), authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' })),
    );
    const wrong = await token(sandbox, {
      grant_type: 'authorization_code',
      client_id: 'epos-demo',
      code,
      redirect_uri: 'http://localhost:9/callback',
      code_verifier: 'x'.repeat(43),
    });
    assert.equal(wrong.body.error, 'invalid_grant');
  });

  it('signs in silently with a session and says login_required without', async () => {
    const { browser } = await tokensByRsaa(sandbox);
    const silent = answer(
      await browser.open(authorizationRequest(sandbox, { prompt: 'none' }).url, { until: isCallback }),
    );
    assert.ok(silent.code);
    const stranger = answer(
      await new Browser().open(authorizationRequest(sandbox, { prompt: 'none' }).url, { until: isCallback }),
    );
    assert.equal(stranger.error, 'login_required');
    const other = answer(
      await browser.open(authorizationRequest(sandbox, { prompt: 'none', client_id: 'epos-journal' }).url, {
        until: isCallback,
      }),
    );
    assert.ok(other.code);
  });

  it('lets pages of this machine frame the silent sign-in', async () => {
    const page = await fetch(authorizationRequest(sandbox, { prompt: 'none' }).url, { redirect: 'manual' });
    assert.match(page.headers.get('Content-Security-Policy') ?? '', /frame-ancestors 'self' http:\/\/localhost:\*/);
  });

  it('asks for the password again at prompt=login and an old session at max_age', async () => {
    const { browser } = await tokensByRsaa(sandbox);
    const hint = { kc_idp_hint: 'rsaa' };
    assert.match((await browser.open(authorizationRequest(sandbox, { ...hint, prompt: 'login' }).url)).text, /ВОЙТИ/);
    const page = await browser.open(authorizationRequest(sandbox, { ...hint, max_age: '0' }).url, {
      until: isCallback,
    });
    assert.match(page.text, /ВОЙТИ/);
    const request = authorizationRequest(sandbox, { max_age: '3600' });
    const { code = '' } = answer(await browser.open(request.url, { until: isCallback }));
    assert.ok(claimsOf((await exchange(sandbox, code, request)).body.id_token).auth_time);
  });

  it('lets the person choose the account at prompt=select_account', async () => {
    const { browser } = await tokensByRsaa(sandbox);
    const request = authorizationRequest(sandbox, { prompt: 'select_account', kc_idp_hint: 'rsaa' });
    const page = await browser.open(request.url);
    assert.match(page.text, /Продолжить: Иванова Мария Петровна/);
    const same = answer(await browser.submit(page, { choice: 'same' }, { until: isCallback }));
    assert.ok(same.code);

    const again = authorizationRequest(sandbox, { prompt: 'select_account' });
    const choice = await browser.submit(await browser.open(again.url), { choice: 'other' });
    const rsaa = await browser.open(choice.url.replace(/\/choice$/, '/rsaa'));
    const changing = await browser.submit(rsaa, { username: 'smirnov.ai', password: 'Perm-2026' }, { button: /ВОЙТИ/ });
    // Another person: the provider first ends the session of the one before, by a form that sends itself.
    assert.match(changing.text, /src="\/assets\/submit.js"/);
    assert.doesNotMatch(changing.text, /<script>/);
    const { code = '' } = answer(await browser.submit(changing, {}, { until: isCallback }));
    assert.equal(claimsOf((await exchange(sandbox, code, again)).body.id_token).sub, 'epos-person-2');
  });

  it('asks to step up when acr_values want ESIA', async () => {
    const { browser } = await tokensByRsaa(sandbox);
    const page = await browser.open(authorizationRequest(sandbox, { acr_values: '2' }).url);
    assert.match(page.text, /Вход через ЕСИА/);
    assert.doesNotMatch(page.text, /Вход для сотрудников/);
    const enough = answer(
      await browser.open(authorizationRequest(sandbox, { acr_values: '1' }).url, { until: isCallback }),
    );
    assert.ok(enough.code);
  });

  it('sets session cookies only, by names of its own', async () => {
    const { browser } = await tokensByRsaa(sandbox);
    assert.deepEqual(
      browser.cookieNames.filter((name) => !name.startsWith('epos_sso_')),
      [],
    );
    const response = await fetch(authorizationRequest(sandbox).url, { redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) assert.doesNotMatch(cookie, /expires|max-age/i);
  });

  it('answers token requests of pages of this machine only', async () => {
    const form = { grant_type: 'refresh_token', client_id: 'epos-demo', refresh_token: 'x' };
    const near = await token(sandbox, form, { Origin: 'http://localhost:5173' });
    assert.equal(near.headers.get('Access-Control-Allow-Origin'), 'http://localhost:5173');
    assert.match(near.headers.get('Access-Control-Expose-Headers') ?? '', /DPoP-Nonce/i);
    const far = await token(sandbox, form, { Origin: 'https://example.org' });
    assert.equal(far.headers.get('Access-Control-Allow-Origin'), null);
  });
});

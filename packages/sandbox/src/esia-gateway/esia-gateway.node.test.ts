import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { people } from '@epos-login/testing/people';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startSandbox, type Sandbox } from '../index.ts';
import { Browser, type Page } from '../test/browser.ts';
import { isCallback, redirectUri } from '../test/client.ts';
import { signInAtEsia } from '../test/esia.ts';

interface Metadata {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  userinfo_endpoint: string;
  jwks_uri: string;
  end_session_endpoint: string;
}

describe('ESIA gateway', () => {
  let sandbox: Sandbox;
  let metadata: Metadata;
  let browser: Browser;
  const verifier = randomBytes(32).toString('base64url');
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
    const found = await fetch(`${sandbox.origins.esiaGateway}/.well-known/openid-configuration`);
    metadata = (await found.json()) as Metadata;
  });
  beforeEach(() => {
    sandbox.control.reset();
    browser = new Browser();
  });
  after(() => sandbox.close());

  function address(changes: Record<string, string> = {}): string {
    const parameters = {
      client_id: 'epos-sso',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid profile email phone snils',
      state: 'state-of-the-test',
      nonce: 'nonce-of-the-test',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    };
    const given = Object.entries(parameters).filter(([, value]) => value !== '');
    return `${metadata.authorization_endpoint}?${new URLSearchParams(given).toString()}`;
  }

  const answerOf = ({ url }: Page) => Object.fromEntries(new URL(url).searchParams);

  async function redeem(code: string, secret = 'epos-sandbox-secret') {
    const response = await fetch(metadata.token_endpoint, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`epos-sso:${secret}`).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }

  it('signs in at ESIA and tells the person in standard claims', async () => {
    const page = await signInAtEsia(sandbox, browser, address(), 'parent');
    assert.ok(browser.visited.some((url) => url.startsWith(`${sandbox.origins.esia}/aas/oauth2/v2/ac?`)));
    const { code = '', iss, state } = answerOf(page);
    assert.equal(iss, metadata.issuer);
    assert.equal(state, 'state-of-the-test');
    const { body } = await redeem(code);
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
    const { payload } = await jwtVerify(body.id_token ?? '', keys, { issuer: metadata.issuer, audience: 'epos-sso' });
    assert.equal(payload.nonce, 'nonce-of-the-test');

    const told = await fetch(metadata.userinfo_endpoint, { headers: { Authorization: `Bearer ${body.access_token}` } });
    const { esia } = people.parent;
    assert.deepEqual(await told.json(), {
      sub: String(esia.oid),
      name: 'Кузнецова Ольга Сергеевна',
      family_name: 'Кузнецова',
      given_name: 'Ольга',
      middle_name: 'Сергеевна',
      birthdate: esia.birthdate,
      gender: 'female',
      email: esia.email,
      email_verified: true,
      phone_number: '+79020000003',
      phone_number_verified: true,
      snils: esia.snils.replaceAll(/\D/g, ''),
    });
    assert.equal(payload.sub, String(esia.oid));
  });

  it('asks for the password again when the client wants that', async () => {
    await signInAtEsia(sandbox, browser, address(), 'parent');
    const silent = await browser.open(address(), { until: isCallback });
    assert.ok(answerOf(silent).code);
    for (const wish of [{ max_age: '0' }, { prompt: 'login' }] as const) {
      assert.match((await browser.open(address(wish), { until: isCallback })).text, /loginByPwdButton/);
    }
  });

  it('signs out at ESIA too', async () => {
    const page = await signInAtEsia(sandbox, browser, address(), 'parent');
    const { body } = await redeem(answerOf(page).code ?? '');
    const logout = new URLSearchParams({
      id_token_hint: body.id_token ?? '',
      post_logout_redirect_uri: redirectUri,
      state: 'out',
    });
    const leaving = await browser.open(`${metadata.end_session_endpoint}?${logout.toString()}`, { until: isCallback });
    const out = await browser.submit(leaving, {}, { button: /Выйти/, until: isCallback });
    assert.equal(out.url, `${redirectUri}?state=out`);
    assert.match((await browser.open(address(), { until: isCallback })).text, /loginByPwdButton/);
  });

  it('passes on that the person declined, and that ESIA does not answer', async () => {
    const password = await browser.open(address());
    const { phone, password: secret } = people.parent.esia;
    const consent = await browser.submit(password, { login: phone, password: secret }, { button: /Войти/ });
    const back = await browser.submit(consent, { decision: 'deny' }, { button: /Отказать/, until: isCallback });
    assert.equal(answerOf(back).error, 'access_denied');
    assert.match(answerOf(back).error_description ?? '', /^ESIA-007004/);

    sandbox.control.faults.set('esia', { outage: 'unavailable' });
    const out = await new Browser().open(address(), { until: isCallback });
    assert.equal(answerOf(out).error, 'temporarily_unavailable');
  });

  it('refuses what a confidential client with PKCE must not do', async () => {
    const plain = await browser.open(address({ code_challenge: '', code_challenge_method: '' }), { until: isCallback });
    assert.equal(answerOf(plain).error, 'invalid_request');
    const page = await signInAtEsia(sandbox, browser, address(), 'parent');
    assert.equal((await redeem(answerOf(page).code ?? '', 'guessed')).status, 401);
    const foreign = await browser.open(address({ redirect_uri: 'https://example.org/' }));
    assert.equal(foreign.status, 400);
  });

  it('takes an answer of ESIA in the browser alone that asked for it', async () => {
    const callback = new RegExp(`^${sandbox.origins.esiaGateway}/esia/callback`);
    const password = await browser.open(address());
    const { phone, password: secret } = people.parent.esia;
    const consent = await browser.submit(password, { login: phone, password: secret }, { button: /Войти/ });
    const granted = await browser.submit(
      consent,
      { decision: 'grant' },
      { button: /Предоставить/, until: (url) => callback.test(url.href) },
    );
    assert.equal((await new Browser().open(granted.url)).status, 400);
    assert.equal((await browser.open(`${sandbox.origins.esiaGateway}/esia/callback?state=foreign&code=x`)).status, 400);
  });
});

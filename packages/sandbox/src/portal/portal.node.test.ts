import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { me, organizationList, problem, registrationAccepted, subsystemList } from '@epos-login/core/contract';
import { startSandbox, type Sandbox } from '../index.ts';
import { ath, dpopKey, exchange, answer, authorizationRequest, signInByRsaa, tokensByRsaa } from '../test/client.ts';
import { Browser } from '../test/browser.ts';

const form = {
  family_name: 'Тестова',
  given_name: 'Анна',
  middle_name: 'Ивановна',
  email: 'testova@mail.example',
  position: 'Учитель химии',
  organization_id: 'org-school-12',
  inn: '5900000122',
  kpp: '590001001',
  consent_version: 'test-1',
};

describe('portal', () => {
  let sandbox: Sandbox;
  let api: string;
  let token = '';
  const call = (path: string, headers: Record<string, string> = {}) => fetch(`${api}/${path}`, { headers });
  const authorized = (path: string, headers: Record<string, string> = {}) =>
    call(path, { Authorization: `Bearer ${token}`, ...headers });
  const register = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${api}/v1/registrations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...headers },
      body: JSON.stringify(body),
    });
  const refuses = async (response: Response, status: number, code: string) => {
    assert.equal(response.status, status);
    assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
    const body = problem.parse(await response.json());
    assert.equal(body.code, code);
    assert.equal(body.status, status);
    return body;
  };

  before(async () => {
    sandbox = await startSandbox({
      port: 0,
      quiet: true,
      launch: {
        journal: { url: 'http://localhost:9/', initiate_login_uri: 'http://localhost:9/login' },
        library: 'http://localhost:9/library',
      },
    });
    api = sandbox.portalUrl;
  });
  beforeEach(async () => {
    sandbox.control.reset();
    token = (await tokensByRsaa(sandbox, { username: 'smirnov.ai' })).tokens.access_token;
  });
  after(() => sandbox.close());

  it('tells the person and the roles', async () => {
    const response = await authorized('v1/me');
    const body = me.parse(await response.json());
    assert.equal(body.person.sub, 'epos-person-2');
    assert.equal(body.person.name, 'Смирнов Алексей Игоревич');
    assert.deepEqual(
      body.roles.map(({ category }) => category),
      ['employee', 'parent', 'parent'],
    );
  });

  it('tells the permitted subsystems with their launch addresses', async () => {
    const { subsystems } = subsystemList.parse(await (await authorized('v1/me/subsystems')).json());
    const find = (id: string) => subsystems.find((one) => one.id === id);
    assert.equal(find('journal')?.initiate_login_uri, 'http://localhost:9/login');
    assert.equal(find('library')?.url, 'http://localhost:9/library');
    assert.equal(find('meals')?.url, `${sandbox.origins.start}/subsystem/meals`);
    assert.equal(find('admission')?.url, undefined);
    const page = await fetch(`${sandbox.origins.start}/subsystem/meals?epos_category=parent`);
    assert.match(await page.text(), /Организация питания[\s\S]*открылась бы настоящая подсистема[\s\S]*«Родитель»/);
  });

  it('answers roles: [] to a person without roles', async () => {
    const { tokens } = await tokensByRsaa(sandbox, { username: 'orlova.vn' });
    const body = me.parse(await (await call('v1/me', { Authorization: `Bearer ${tokens.access_token}` })).json());
    assert.deepEqual(body.roles, []);
  });

  it('answers 304 to a known ETag and forbids storing', async () => {
    for (const path of ['v1/me', 'v1/me/subsystems']) {
      const first = await authorized(path);
      const etag = first.headers.get('ETag') ?? '';
      assert.equal(first.headers.get('Cache-Control'), 'no-store');
      const second = await authorized(path, { 'If-None-Match': etag });
      assert.equal(second.status, 304);
      assert.equal(second.headers.get('ETag'), etag);
      assert.equal(await second.text(), '');
      assert.equal((await authorized(path, { 'If-None-Match': '"other"' })).status, 200);
    }
  });

  it('opens to pages of this machine, with its headers readable', async () => {
    const origin = 'http://127.0.0.1:5173';
    const preflight = await fetch(`${api}/v1/me`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('Access-Control-Allow-Origin'), origin);
    assert.match(preflight.headers.get('Access-Control-Allow-Headers') ?? '', /Authorization.*DPoP.*Idempotency-Key/);
    assert.ok(Number(preflight.headers.get('Access-Control-Max-Age')) > 0);
    const response = await authorized('v1/me', { Origin: origin });
    assert.equal(
      response.headers.get('Access-Control-Expose-Headers'),
      'ETag, Date, Retry-After, WWW-Authenticate, DPoP-Nonce',
    );
    const refused = await call('v1/me', { Origin: origin });
    assert.equal(refused.headers.get('Access-Control-Allow-Origin'), origin);
    const far = await authorized('v1/me', { Origin: 'https://example.org' });
    assert.equal(far.headers.get('Access-Control-Allow-Origin'), null);
  });

  it('refuses calls without a token, with a broken one, one of another audience, an expired one', async () => {
    const none = await call('v1/me');
    assert.equal(none.headers.get('WWW-Authenticate'), 'Bearer realm="epos"');
    await refuses(none, 401, 'invalid_token');
    const broken = await call('v1/me', { Authorization: `Bearer ${token.slice(0, -4)}AAAA` });
    assert.match(broken.headers.get('WWW-Authenticate') ?? '', /error="invalid_token"/);
    await refuses(broken, 401, 'invalid_token');
    const { tokens } = await tokensByRsaa(sandbox);
    await refuses(await call('v1/me', { Authorization: `Bearer ${tokens.id_token}` }), 401, 'invalid_token');
    sandbox.control.tokens.expireAccess();
    await refuses(await authorized('v1/me'), 401, 'invalid_token');
  });

  it('refuses a token without the openid scope', async () => {
    const request = authorizationRequest(sandbox, { scope: 'profile', nonce: '', kc_idp_hint: 'rsaa' });
    const { code = '' } = answer(await signInByRsaa(sandbox, new Browser(), request));
    const { body } = await exchange(sandbox, code, request);
    const response = await call('v1/me', { Authorization: `Bearer ${body.access_token}` });
    assert.match(response.headers.get('WWW-Authenticate') ?? '', /insufficient_scope/);
    await refuses(response, 403, 'insufficient_scope');
  });

  it('takes a bound token with a proof only, and asks for its nonce', async () => {
    const key = await dpopKey();
    const { tokens } = await tokensByDpop(sandbox, key);
    const url = `${api}/v1/me`;
    const ask = async (claims: Record<string, unknown>, scheme = 'DPoP') =>
      fetch(url, {
        headers: { Authorization: `${scheme} ${tokens.access_token}`, DPoP: await key.proof('GET', url, claims) },
      });
    await refuses(await call('v1/me', { Authorization: `Bearer ${tokens.access_token}` }), 401, 'invalid_token');
    const challenge = await ask({ ath: ath(tokens.access_token) });
    assert.match(challenge.headers.get('WWW-Authenticate') ?? '', /DPoP .*use_dpop_nonce/);
    await refuses(challenge, 401, 'invalid_token');
    const nonce = challenge.headers.get('DPoP-Nonce') ?? '';
    const jti = crypto.randomUUID();
    // The clock of an old computer: the nonce stands in for it.
    const iat = Math.floor(Date.now() / 1000) - 7200;
    assert.equal((await ask({ ath: ath(tokens.access_token), nonce, jti, iat })).status, 200);
    for (const claims of [
      { ath: ath(tokens.access_token), nonce, jti },
      { ath: 'other', nonce },
      { nonce },
      { ath: ath(tokens.access_token), nonce, htm: 'POST' },
      { ath: ath(tokens.access_token), nonce, htu: 'http://localhost/other' },
    ]) {
      const refused = await ask(claims);
      assert.match(refused.headers.get('WWW-Authenticate') ?? '', /invalid_dpop_proof/);
    }
    const other = await dpopKey();
    const stolen = await fetch(url, {
      headers: {
        Authorization: `DPoP ${tokens.access_token}`,
        DPoP: await other.proof('GET', url, { ath: ath(tokens.access_token), nonce }),
      },
    });
    assert.equal(stolen.status, 401);
  });

  it('finds organizations from three letters on, page by page', async () => {
    const all = organizationList.parse(
      await (await call(`v1/organizations?query=${encodeURIComponent('учреждение')}`)).json(),
    );
    assert.ok(all.organizations.length > 2);
    const first = organizationList.parse(
      await (await call(`v1/organizations?query=${encodeURIComponent('учреждение')}&limit=2`)).json(),
    );
    assert.equal(first.organizations.length, 2);
    const second = organizationList.parse(
      await (
        await call(
          `v1/organizations?query=${encodeURIComponent('учреждение')}&limit=2&cursor=${first.next_cursor ?? ''}`,
        )
      ).json(),
    );
    assert.deepEqual([...first.organizations, ...second.organizations].slice(0, 4), all.organizations.slice(0, 4));
    assert.equal(all.next_cursor, undefined);
    const short = await refuses(await call('v1/organizations?query=ab'), 400, 'invalid_request');
    assert.deepEqual(short.errors, [{ field: 'query', rule: 'min_length' }]);
    const none = await refuses(await call('v1/organizations?limit=500'), 400, 'invalid_request');
    assert.deepEqual(none.errors, [
      { field: 'query', rule: 'required' },
      { field: 'limit', rule: 'range' },
    ]);
    await refuses(await call('v1/organizations?query=abc&cursor=x'), 400, 'invalid_request');
  });

  it('takes a registration once per key', async () => {
    const key = { 'Idempotency-Key': 'key-1' };
    const first = await register(form, key);
    assert.equal(first.status, 202);
    const { id } = registrationAccepted.parse(await first.json());
    const again = await register(form, key);
    assert.equal(again.status, 202);
    assert.deepEqual(await again.json(), { id });
    assert.equal(sandbox.control.mail.letters('testova@mail.example').length, 1);
    await refuses(await register({ ...form, position: 'Завуч' }, key), 409, 'conflict');
  });

  it('tells every broken field of a registration', async () => {
    const body = await refuses(
      await register({ ...form, family_name: ' ', email: 'x', inn: '5900000123', kpp: undefined }),
      400,
      'invalid_request',
    );
    assert.deepEqual(body.errors, [
      { field: 'family_name', rule: 'required' },
      { field: 'email', rule: 'email' },
      { field: 'inn', rule: 'inn' },
      { field: 'kpp', rule: 'required' },
    ]);
    const mismatch = await refuses(
      await register({ ...form, inn: '5900000034', kpp: '590001002' }),
      400,
      'invalid_request',
    );
    assert.deepEqual(mismatch.errors, [
      { field: 'inn', rule: 'mismatch' },
      { field: 'kpp', rule: 'mismatch' },
    ]);
    const unknown = await refuses(await register({ ...form, organization_id: 'nowhere' }), 400, 'invalid_request');
    assert.deepEqual(unknown.errors, [{ field: 'organization_id', rule: 'unknown' }]);
    const keyless = await refuses(await register(form, { 'Idempotency-Key': '' }), 400, 'invalid_request');
    assert.equal(keyless.errors?.[0]?.field, 'Idempotency-Key');
    await refuses(await register(form, { 'Content-Type': 'text/plain' }), 415, 'invalid_request');
    await refuses(await register({ ...form, position: 'x'.repeat(40_000) }), 413, 'invalid_request');
  });

  it('slows down who asks too often', async () => {
    let response = await register({});
    for (let count = 0; count < 20; count += 1) response = await register({});
    assert.ok(Number(response.headers.get('Retry-After')) > 0);
    await refuses(response, 429, 'rate_limited');
  });

  it('knows no other address and no other method', async () => {
    await refuses(await call('v1/other'), 404, 'not_found');
    const response = await fetch(`${api}/v1/me`, { method: 'DELETE' });
    assert.equal(response.headers.get('Allow'), 'GET, HEAD, OPTIONS');
    await refuses(response, 405, 'invalid_request');
  });

  it('breaks down as the control page says', async () => {
    sandbox.control.faults.set('portal', { outage: 'unavailable' });
    const down = await authorized('v1/me', { Origin: 'http://localhost:1' });
    assert.equal(down.headers.get('Access-Control-Allow-Origin'), 'http://localhost:1');
    assert.ok(down.headers.get('Retry-After'));
    await refuses(down, 503, 'unavailable');
    sandbox.control.faults.set('portal', { outage: 'limited' });
    await refuses(await authorized('v1/me'), 429, 'rate_limited');
    sandbox.control.faults.set('portal', { outage: 'dropped' });
    await assert.rejects(authorized('v1/me'));
    sandbox.control.faults.set('portal', { outage: 'none', delay: 150 });
    const before = performance.now();
    assert.equal((await authorized('v1/me')).status, 200);
    assert.ok(performance.now() - before >= 140);
  });
});

/** A sign-in with a bound token: PAR, the SSO's nonce, the exchange with a proof. */
async function tokensByDpop(sandbox: Sandbox, key: Awaited<ReturnType<typeof dpopKey>>) {
  const request = authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' });
  const { code = '' } = answer(await signInByRsaa(sandbox, new Browser(), request));
  const url = `${sandbox.origins.sso}/token`;
  const challenge = await exchange(sandbox, code, request, {}, { DPoP: await key.proof('POST', url) });
  assert.equal(challenge.body.error, 'use_dpop_nonce');
  const nonce = challenge.headers.get('DPoP-Nonce') ?? '';
  const { body } = await exchange(sandbox, code, request, {}, { DPoP: await key.proof('POST', url, { nonce }) });
  assert.equal(body.token_type, 'DPoP');
  return { tokens: body, nonce };
}

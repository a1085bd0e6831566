import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificatesOfZip, createDevelopmentIdentity, createEsiaClient, EsiaError } from '@epos-login/gateway/esia';
import { people } from '@epos-login/testing/people';
import {
  decide,
  epos,
  identity,
  redirectUri,
  scope,
  signIn,
  start,
  resign,
  tamperer,
  typePassword,
  type Kit,
} from '../test/kit.ts';

const { email } = people.teacher.esia;

const esiaCode = (code: string) => (error: unknown) => {
  assert.ok(error instanceof EsiaError, String(error));
  assert.equal(error.esiaCode, code);
  return true;
};

const decode = (token: string, part: 0 | 1) =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString()) as Record<string, unknown>;

test('Codes and tokens have ESIA’s shape', async (t) => {
  const kit = await start(t);
  const { code, state } = await signIn(kit, email);
  const header = { ver: 1, typ: 'JWT', alg: 'RS256' };
  const { 'x5t#St256': hash, ...codeHeader } = decode(code, 0);
  assert.match(String(hash), /^[\dA-F]{64}$/);
  assert.deepEqual(codeHeader, { ...header, sbt: 'authorization_code' });
  const codeClaims = decode(code, 1);
  assert.equal(codeClaims['urn:esia:client:state'], state);
  assert.equal(Number(codeClaims.exp) - Number(codeClaims.iat), 240);
  assert.equal(codeClaims.iss, `${kit.origin}/`);

  const { idToken, accessToken } = await kit.client.exchange({ code });
  const { sub, amr, aud, 'urn:esia:sbj': sbj, nonce } = decode(idToken, 1);
  assert.deepEqual({ sub, amr, aud, nonce }, { sub: 1000000001, amr: 'PWD', aud: 'EPOS', nonce: undefined });
  assert.deepEqual(sbj, {
    'urn:esia:sbj:lvl': 'PR',
    'urn:esia:sbj:typ': 'P',
    'urn:esia:sbj:is_tru': true,
    'urn:esia:sbj:oid': 1000000001,
    'urn:esia:sbj:nam': 'OID.1000000001',
  });
  assert.match(String(decode(accessToken, 1).scope), /^openid\?oid=1000000001 fullname\?oid=1000000001 /);
});

test('The published certificates are those that sign', async (t) => {
  const kit = await start(t);
  const read = async (file: string) =>
    new Uint8Array(await (await fetch(`${kit.origin}/public/${file}`)).arrayBuffer());
  for (const certificates of [
    async () => certificatesOfZip(await read('esia.zip')),
    async () => [await read('RSA_SANDBOX.cer')],
  ]) {
    const { code } = await signIn(kit, email);
    assert.equal((await kit.clientWith({ certificates }).exchange({ code })).identity.oid, '1000000001');
  }
  assert.deepEqual(
    await Promise.all(['RSA_SANDBOX.cer', 'GOST_SANDBOX.cer'].map(read)),
    kit.esia.certificates.map((der) => Uint8Array.from(der)),
  );
  const jwk = (await (await fetch(`${kit.origin}/public/RSA_SANDBOX_JWK.jwk`)).json()) as Record<string, unknown>;
  assert.equal(jwk.kty, 'RSA');
  assert.equal(jwk.d, undefined);
});

test('A client that holds another ESIA’s certificate refuses the token', async (t) => {
  const kit = await start(t);
  const other = await start(t);
  const { code } = await signIn(kit, email);
  const misled = kit.clientWith({ certificates: other.esia.certificates });
  await assert.rejects(misled.exchange({ code }), { code: 'id_token_invalid' });
});

test('Without openid there is no id_token', async (t) => {
  const kit = await start(t);
  const { url } = await kit.client.authorizationUrl();
  const asked = new URL(url);
  await resign(asked.searchParams, { scope: 'fullname' });
  const page = await kit.browser.get(asked.href);
  const end = await decide(kit, await typePassword(kit, page, email), 'grant');
  const code = end.url.searchParams.get('code') ?? '';
  await assert.rejects(tamperer(kit, { scope: 'fullname' }).exchange({ code }), { code: 'bad_response' });
});

test('A code is good once', async (t) => {
  const kit = await start(t);
  const { code } = await signIn(kit, email);
  await kit.client.exchange({ code });
  await assert.rejects(kit.client.exchange({ code }), esiaCode('ESIA-007011'));
});

test('A code is good for 240 seconds', async (t) => {
  const kit = await start(t);
  const first = await signIn(kit, email);
  kit.dials.offset = 241_000;
  await assert.rejects(kit.client.exchange({ code: first.code }), esiaCode('ESIA-007011'));
  const second = await signIn(kit, email);
  kit.dials.offset += 235_000;
  await kit.client.exchange({ code: second.code });
});

test('A code of another system is refused', async (t) => {
  const kit = await start(t);
  kit.dials.systems = [epos, { ...epos, mnemonic: 'OTHER' }];
  const { code } = await signIn(kit, email);
  await assert.rejects(kit.clientWith({ clientId: 'OTHER' }).exchange({ code }), esiaCode('ESIA-007011'));
});

test('A code that is made up is refused, and a stranger does not burn the true one', async (t) => {
  const kit = await start(t);
  const { code } = await signIn(kit, email);
  await assert.rejects(kit.client.exchange({ code: `${code.slice(0, -4)}AAAA` }), esiaCode('ESIA-007011'));
  const stranger = kit.clientWith({ certificateHash: createDevelopmentIdentity().certificateHash });
  await assert.rejects(stranger.exchange({ code }), esiaCode('ESIA-007053'));
  await kit.client.exchange({ code });
});

const refusals: [name: string, changes: Record<string, string | undefined>, code: string][] = [
  ['no grant type', { grant_type: undefined }, 'ESIA-007014'],
  ['another grant type', { grant_type: 'password' }, 'ESIA-007012'],
  ['another token type', { token_type: 'MAC' }, 'ESIA-007003'],
  ['no token type', { token_type: undefined }, 'ESIA-007014'],
  ['no code', { code: undefined }, 'ESIA-007014'],
  ['no certificate hash', { client_certificate_hash: undefined }, 'ESIA-007014'],
  ['another certificate hash', { client_certificate_hash: 'AB'.repeat(32) }, 'ESIA-007053'],
  ['a short signature', { client_secret: 'AAAA' }, 'ESIA-007053'],
  ['a stale time', { timestamp: '2013.01.25 14:36:11 +0400' }, 'ESIA-007015'],
  ['another address', { redirect_uri: 'https://epos.permkrai.example/other' }, 'ESIA-007011'],
  ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, 'ESIA-007023'],
  ['another scope', { scope: 'openid' }, 'ESIA-007011'],
  ['no scope', { scope: undefined }, 'ESIA-007013'],
  ['an unknown system', { client_id: 'NOBODY' }, 'ESIA-007005'],
  ['no state', { state: undefined }, 'ESIA-007014'],
  ['a state that is no UUID', { state: '1' }, 'ESIA-007003'],
];
for (const [name, changes, code] of refusals) {
  test(`v3/te: ${name} is refused by ${code}`, async (t) => {
    const kit = await start(t);
    const { code: given } = await signIn(kit, email);
    await assert.rejects(tamperer(kit, changes).exchange({ code: given }), esiaCode(code));
  });
}

test('v3/te: the state of the authorization request is refused', async (t) => {
  const kit = await start(t);
  const { code, state } = await signIn(kit, email);
  await assert.rejects(tamperer(kit, { state }).exchange({ code }), esiaCode('ESIA-007003'));
});

test('v3/te: only a posted form is read', async (t) => {
  const kit = await start(t);
  const get = await fetch(`${kit.origin}/aas/oauth2/v3/te?code=1`);
  assert.equal(get.status, 405);
  assert.match(await get.text(), /ESIA-007009/);
  const json = await fetch(`${kit.origin}/aas/oauth2/v3/te`, { method: 'POST', body: '{}' });
  assert.equal(json.status, 400);
  assert.match(await json.text(), /ESIA-007038/);
});

test('A refresh token renews once, and hands over to the next', async (t) => {
  const kit = await start(t);
  const offline = kit.clientWith({ accessType: 'offline' });
  const { code } = await signIn({ ...kit, client: offline }, email);
  const { refreshToken = '' } = await offline.exchange({ code });
  const renewed = await offline.refresh({ refreshToken });
  assert.equal((await kit.client.person('1000000001', renewed.accessToken)).given_name, 'Мария');
  await assert.rejects(offline.refresh({ refreshToken }), { code: 'session_ended', esiaCode: 'ESIA-007011' });
  await offline.refresh({ refreshToken: renewed.refreshToken ?? '' });
  await assert.rejects(offline.exchange({ code: renewed.refreshToken ?? '' }), esiaCode('ESIA-007011'));
});

async function token(kit: Kit, login = email, wanted = scope) {
  const client = createEsiaClient({
    host: kit.origin,
    clientId: 'EPOS',
    redirectUri,
    scope: wanted,
    signer: identity.signer,
    certificate: identity.certificate,
    certificates: kit.esia.certificates,
  });
  const { code } = await signIn({ ...kit, client }, login);
  return (await client.exchange({ code })).accessToken;
}

const read = (kit: Kit, path: string, accessToken?: string) =>
  fetch(`${kit.origin}/rs/prns/${path}`, accessToken ? { headers: { authorization: `Bearer ${accessToken}` } } : {});

test('Person data: only what the scopes cover', async (t) => {
  const kit = await start(t);
  const all = (await (await read(kit, '1000000001', await token(kit))).json()) as Record<string, unknown>;
  assert.equal(all.birthDate, '14.03.1984');
  assert.equal(all.snils, people.teacher.esia.snils);
  const little = await token(kit, email, ['openid', 'fullname']);
  const response = await read(kit, '1000000001?embed=(contacts.elements,kids.elements,vehicles.elements)', little);
  const { eTag, ...some } = (await response.json()) as Record<string, unknown>;
  assert.match(String(eTag), /^[\dA-F]+$/);
  assert.deepEqual(some, {
    stateFacts: ['EntityRoot'],
    firstName: 'Мария',
    lastName: 'Иванова',
    middleName: 'Петровна',
    trusted: true,
    status: 'REGISTERED',
    verifying: false,
    containsUpCfmCode: false,
  });
});

test('Person data: what no scope covers is ESIA-005029', async (t) => {
  const kit = await start(t);
  const little = await token(kit, email, ['openid']);
  for (const path of ['1000000001/ctts', '1000000001/kids', '1000000001/ctts/1', '1000000002']) {
    const response = await read(kit, path, little);
    assert.equal(response.status, 403, path);
    assert.deepEqual(await response.json(), { code: 'ESIA-005029', message: 'SecurityErrorEnum.scopeNotAllowed' });
  }
});

test('Person data: no token, a broken one, one of another kind', async (t) => {
  const kit = await start(t);
  const accessToken = await token(kit);
  const { code } = await signIn(kit, email);
  for (const bad of [undefined, 'abc', `${accessToken}x.y`, `${accessToken.slice(0, -8)}AAAAAAAA`, code]) {
    const response = await read(kit, '1000000001', bad);
    assert.equal(response.status, 401, String(bad));
    assert.deepEqual(await response.json(), { code: 'ESIA-005011', message: 'SecurityErrorEnum.invalidToken' });
  }
  kit.dials.accounts = [];
  assert.equal((await read(kit, '1000000001', accessToken)).status, 401, 'the account is gone');
});

test('Person data: an expired token, in ESIA’s brackets', async (t) => {
  const kit = await start(t);
  const accessToken = await token(kit);
  kit.dials.offset = 3_601_000;
  const response = await read(kit, '1000000001', accessToken);
  assert.equal(response.status, 401);
  assert.deepEqual(await response.json(), [{ code: 'ESIA-005013', message: 'SecurityErrorEnum.expiredToken' }]);
  await assert.rejects(kit.client.person('1000000001', accessToken), esiaCode('ESIA-005013'));
});

test('Collections come as addresses or embedded, and each address answers', async (t) => {
  const kit = await start(t);
  const accessToken = await token(kit, people.parent.esia.email);
  const oid = people.parent.esia.oid;
  const list = (await (await read(kit, `${oid}/ctts`, accessToken)).json()) as { size: number; elements: string[] };
  assert.equal(list.size, 2);
  const [first = ''] = list.elements;
  const one = await fetch(first, { headers: { authorization: `Bearer ${accessToken}` } });
  assert.equal(((await one.json()) as { value: string }).value, people.parent.esia.phone);
  assert.equal((await read(kit, `${oid}/ctts/7`, accessToken)).status, 404);
  const person = await kit.client.person(String(oid), accessToken);
  assert.deepEqual(person.kids, [
    { oid: '1000000005', family_name: 'Кузнецов', given_name: 'Артём', middle_name: 'Павлович', trusted: false },
  ]);
});

test('What the control page changes is what the token opens', async (t) => {
  const kit = await start(t);
  const accessToken = await token(kit);
  kit.dials.accounts = kit.dials.accounts.map((account) => ({ ...account, email: 'new@mail.example' }));
  assert.equal((await kit.client.person('1000000001', accessToken)).email, 'new@mail.example');
});

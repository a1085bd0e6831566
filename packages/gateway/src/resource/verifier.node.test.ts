import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { before, beforeEach, describe, it } from 'node:test';
import { exportSPKI, importJWK } from 'jose';
import { audience, call, handmade, issuer, key, Mint, type Key } from '../test/mint.ts';
import { refused } from '../test/refusals.ts';
import type { AccessReason, Caller, Verifier } from './resource.ts';

describe('createVerifier', () => {
  let mint: Mint;
  let verifier: Verifier;
  let rsa: Key;
  before(async () => {
    rsa = await key('rsa', 'RS256');
  });
  beforeEach(async () => {
    mint = await Mint.create();
    verifier = mint.verifier();
  });
  const bearer = (token: string) => verifier.verifyAccessToken(call({ Authorization: `Bearer ${token}` }));

  it('tells who calls', async () => {
    const caller: Caller = await bearer(await mint.token());
    assert.equal(caller.sub, 'p1');
    assert.equal(caller.clientId, 'epos-demo');
    assert.deepEqual(caller.scopes, ['openid', 'profile']);
    assert.equal(caller.claims.iss, issuer);
    assert.deepEqual(caller.headers, {});
    assert.deepEqual(
      mint.asked.map(({ url }) => url),
      [`${issuer}/.well-known/openid-configuration`, `${issuer}/keys`],
    );
    for (const { redirect } of mint.asked) assert.equal(redirect, 'error');
  });

  it('takes the token alone, the header of node:http, and any case of the scheme', async () => {
    const token = await mint.token();
    assert.equal((await verifier.verifyAccessToken(token)).sub, 'p1');
    const headers = { authorization: `bEaReR ${token}` };
    assert.equal((await verifier.verifyAccessToken({ method: 'GET', url: '/api/marks', headers })).sub, 'p1');
  });

  it('takes a list in aud, a list in scp, application/at+jwt, and the clock’s leeway', async () => {
    const token = await mint.token(
      { aud: ['https://other.example', audience], scope: undefined, scp: ['one', 7, ''], exp: mint.now - 4 },
      { typ: 'application/AT+JWT' },
    );
    assert.deepEqual((await bearer(token)).scopes, ['one']);
  });

  it('takes Keycloak’s access tokens, which call themselves JWT', async () => {
    const claims = { client_id: undefined, jti: undefined, azp: 'epos-demo', typ: 'Bearer' };
    assert.equal((await bearer(await mint.token(claims, { typ: 'JWT' }))).clientId, 'epos-demo');
    assert.equal((await bearer(await mint.token({}, { typ: undefined }))).sub, 'p1');
    // With its switch "Use at+jwt as access token header type".
    assert.equal((await bearer(await mint.token({ client_id: undefined, azp: 'epos-demo' }))).clientId, 'epos-demo');
  });

  const forged: [what: string, reason: AccessReason, claims: object, header?: object][] = [
    ['of another issuer', 'wrong_issuer', { iss: 'https://evil.example' }],
    ['of an issuer with one slash more', 'wrong_issuer', { iss: `${issuer}/` }],
    ['without an issuer', 'wrong_issuer', { iss: undefined }],
    ['for another audience', 'wrong_audience', { aud: 'https://other.example' }],
    ['without an audience', 'wrong_audience', { aud: undefined }],
    ['that has expired', 'expired', { exp: 1_800_000_000 - 6 }],
    ['that never expires', 'wrong_claim', { exp: undefined }],
    ['that expires at a word', 'wrong_claim', { exp: 'never' }],
    ['of tomorrow', 'not_yet_valid', { nbf: 1_800_000_000 + 6 }],
    ['without sub', 'wrong_claim', { sub: undefined }],
    ['with a number for sub', 'wrong_claim', { sub: 7 }],
    ['with an empty sub', 'wrong_claim', { sub: '' }],
    ['with an endless sub', 'wrong_claim', { sub: 'x'.repeat(256) }],
    ['of RFC 9068 without client_id', 'wrong_claim', { client_id: undefined }],
    ['of RFC 9068 without jti', 'wrong_claim', { jti: undefined }],
    ['that is a logout token', 'wrong_type', {}, { typ: 'logout+jwt' }],
    ['that is a proof', 'wrong_type', {}, { typ: 'dpop+jwt' }],
    ['that is an id_token with a nonce', 'wrong_type', { nonce: 'n' }, { typ: 'JWT' }],
    ['that is an id_token with at_hash', 'wrong_type', { at_hash: 'n' }, { typ: undefined }],
    ['that is an id_token without both', 'wrong_type', { scope: undefined, client_id: undefined }, { typ: 'JWT' }],
    ['that is Keycloak’s id_token', 'wrong_type', { typ: 'ID' }, { typ: 'JWT' }],
    ['that is Keycloak’s refresh token', 'wrong_type', { typ: 'Refresh' }, { typ: 'JWT' }],
    ['of no kind at all', 'wrong_type', { typ: {} }, { typ: 'JWT' }],
    ['by a key that nobody knows', 'unknown_key', {}, { kid: 'two' }],
    ['bound by a certificate', 'unknown_binding', { cnf: { 'x5t#S256': 'x' } }],
    ['bound by a key and a certificate', 'unknown_binding', { cnf: { jkt: 'x', 'x5t#S256': 'x' } }],
    ['bound by a way that nobody knows', 'unknown_binding', { cnf: { 'kc-jkt-type': 'DPoP' } }],
    ['bound by null', 'unknown_binding', { cnf: null }],
    ['bound by a list', 'unknown_binding', { cnf: ['x'] }],
    ['bound by a key', 'bound_token', { cnf: { jkt: 'x' } }],
  ];
  for (const [what, reason, claims, header = {}] of forged) {
    it(`refuses a token ${what}`, async () => {
      const token = await mint.token({ ...claims }, { ...header });
      const error = await refused(bearer(token), reason);
      assert.equal(error.status, 401);
      const scheme = reason === 'bound_token' ? 'DPoP' : 'Bearer';
      assert.ok(error.headers['WWW-Authenticate']?.startsWith(`${scheme} realm="epos", error="invalid_token"`));
    });
  }

  it('refuses what is not signed, or signed by a key that everybody has', async () => {
    const claims = { iss: issuer, aud: audience, sub: 'p1', exp: mint.now + 300, scope: 'openid' };
    for (const alg of ['none', 'None', 'NONE']) {
      await refused(bearer(handmade({ alg, typ: 'JWT' }, claims)), 'wrong_algorithm');
    }
    mint.keys = [rsa];
    const unsigned = handmade({ alg: 'HS256', kid: 'rsa', typ: 'at+jwt' }, claims).slice(0, -1);
    for (const secret of [
      await exportSPKI((await importJWK(rsa.jwk, 'RS256', { extractable: true })) as CryptoKey),
      JSON.stringify(rsa.jwk),
      rsa.jwk.n ?? '',
    ]) {
      const mac = createHmac('sha256', secret).update(unsigned).digest('base64url');
      await refused(bearer(`${unsigned}.${mac}`), 'wrong_algorithm');
    }
  });

  it('refuses a key that the token brings along or names by an address', async () => {
    const own = await key('own');
    for (const header of [{ jwk: own.jwk }, { jku: 'https://evil.example/keys' }, { x5u: 'https://evil.example/x' }]) {
      await refused(bearer(await mint.token({}, { kid: 'one', ...header }, own)), 'bad_signature');
    }
    assert.equal(mint.count('evil.example/keys'), 0);
  });

  it('refuses a changed payload, a foreign signature and an algorithm of another key', async () => {
    const [header = '', , signature = ''] = (await mint.token()).split('.');
    const payload = Buffer.from(JSON.stringify({ iss: issuer, aud: audience, sub: 'p2', exp: mint.now + 9 }));
    await refused(bearer(`${header}.${payload.toString('base64url')}.${signature}`), 'bad_signature');
    await refused(bearer(await mint.token({}, { kid: 'one' }, await key('one'))), 'bad_signature');
    // The key set says of this key that it signs by ES256.
    await refused(bearer(await mint.token({}, { kid: 'one' }, rsa)), 'unknown_key');
  });

  it('refuses an algorithm that was not configured', async () => {
    verifier = mint.verifier({ algorithms: ['RS256'] });
    await refused(bearer(await mint.token()), 'wrong_algorithm');
    assert.equal(mint.asked.length, 0);
  });

  it('takes nothing but at+jwt where that is configured', async () => {
    verifier = mint.verifier({ tokenType: 'at+jwt' });
    assert.equal((await bearer(await mint.token())).sub, 'p1');
    await refused(bearer(await mint.token({ typ: 'Bearer' }, { typ: 'JWT' })), 'wrong_type');
  });

  it('refuses what is no JWT, an encrypted one, and critical extensions that nobody knows', async () => {
    const garbage = ['x', 'a.b', 'a.b.c', 'a.b.c.d.e', '....', handmade([], {})];
    for (const token of garbage) await refused(bearer(token), 'malformed_token');
    await refused(bearer(await mint.token().then((token) => token.replace('.', '.!'))), 'malformed_request');
    const critical = handmade({ alg: 'ES256', kid: 'one', crit: ['exp'], exp: 1 }, {}, 'x');
    await refused(bearer(critical), 'malformed_token');
  });

  it('keeps the claims that objects inherit apart from those of the token', async () => {
    const claims = JSON.parse('{"__proto__": {"scope": "admin"}, "scope": "openid"}') as object;
    const caller = await bearer(await mint.token({ ...claims, constructor: 'x' }));
    assert.deepEqual(caller.scopes, ['openid']);
  });

  it('refuses a request without a token by the challenges that it may answer, and no error', async () => {
    const none = [{}, { Authorization: 'Basic eDp5' }, { Authorization: '' }, { Authorization: 'Token abc' }];
    for (const headers of none) {
      const error = await refused(verifier.verifyAccessToken(call(headers)), 'no_token');
      assert.equal(
        error.headers['WWW-Authenticate'],
        'Bearer realm="epos", DPoP realm="epos", algs="ES256 ES384 EdDSA Ed25519 RS256 PS256"',
      );
    }
    const off = mint.verifier({ dpop: 'off', baseUrl: undefined });
    assert.equal(
      (await refused(off.verifyAccessToken(call({})), 'no_token')).headers['WWW-Authenticate'],
      'Bearer realm="epos"',
    );
    const inAddress = call({}, 'GET', `/api/marks?access_token=${await mint.token()}`);
    await refused(verifier.verifyAccessToken(inAddress), 'no_token');
  });

  it('refuses a header that is not one scheme and one token', async () => {
    const token = await mint.token();
    const broken = ['Bearer', 'Bearer ', `Bearer  ${token}`, `Bearer ${token} x`, `Bearer ${token}, Bearer ${token}`];
    for (const header of [...broken, `Bearer "${token}"`, `Bearer ${'x'.repeat(16_385)}`]) {
      const headers = { authorization: header };
      const error = await refused(
        verifier.verifyAccessToken({ method: 'GET', url: '/', headers }),
        'malformed_request',
      );
      assert.equal(error.status, 400);
    }
    assert.equal(mint.asked.length, 0);
  });

  it('asks nobody about a huge token, and bears one that is large', async () => {
    await refused(bearer(await mint.token({ x: 'x'.repeat(16_000) })), 'malformed_request');
    assert.equal(mint.asked.length, 0);
    assert.equal((await bearer(await mint.token({ x: 'x'.repeat(8000) }))).sub, 'p1');
  });

  it('refuses a token without a scope that is needed, and names it', async () => {
    verifier = mint.verifier({ scopes: ['openid', 'marks'] });
    const error = await refused(bearer(await mint.token()), 'missing_scope');
    assert.equal(error.status, 403);
    assert.equal(
      error.headers['WWW-Authenticate'],
      'Bearer realm="epos", error="insufficient_scope", scope="openid marks"',
    );
    assert.equal((await bearer(await mint.token({ scope: 'marks openid' }))).sub, 'p1');
  });

  it('tells who listens of each refusal, once, without a token, and whatever becomes of that', async () => {
    const heard: unknown[] = [];
    verifier = mint.verifier({
      onRefused({ reason, status }, request) {
        heard.push({ reason, status, ...request });
        throw new Error('of the listener');
      },
    });
    await refused(bearer(await mint.token({ aud: 'https://other.example' })), 'wrong_audience');
    await refused(verifier.verifyAccessToken('x'), 'malformed_token');
    const caller = await bearer(await mint.token());
    await refused(caller.requireRole('student'), 'missing_role');
    const { method, url } = call({});
    const asked = { method, url };
    assert.deepEqual(heard, [
      { reason: 'wrong_audience', status: 401, ...asked },
      { reason: 'malformed_token', status: 401 },
      { reason: 'missing_role', status: 403, ...asked },
    ]);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { esiaCertificate } from '../../test/esia-certificate.ts';
import { EsiaError } from '../errors/errors.ts';
import { certificateSet, type CertificateSource } from './certificates.ts';
import { readIdToken } from './id-token.ts';

const now = Date.UTC(2026, 8, 1, 9);
const seconds = now / 1000;
const certificate = esiaCertificate();
const other = esiaCertificate();

/** The shape of a real token: numeric `sub`, `amr` as a string, `acr` as an object. */
const payload = {
  aud: 'EPOS',
  sub: 1000000004,
  nbf: seconds,
  iat: seconds,
  exp: seconds + 10800,
  auth_time: seconds - 5,
  amr: 'PWD',
  acr: { '2fa': 'otp' },
  'urn:esia:amd': 'PWD',
  iss: 'http://esia.gosuslugi.ru/',
  'urn:esia:sid': 'a4b4f1a3',
  'urn:esia:sbj': {
    'urn:esia:sbj:typ': 'P',
    'urn:esia:sbj:is_tru': true,
    'urn:esia:sbj:oid': 1000000004,
    'urn:esia:sbj:nam': 'OID.1000000004',
    'urn:esia:sbj:lvl': 'PR',
  },
};

function read(token: string, source: CertificateSource = [other.der, certificate.der], at = now) {
  const certificates = certificateSet(source, () => at);
  return readIdToken(token, { issuer: 'http://esia.gosuslugi.ru/', audience: 'EPOS', now: at, certificates });
}

const refused = (code: string, why: RegExp) => (error: unknown) => {
  assert.ok(error instanceof EsiaError);
  assert.equal(error.code, code);
  assert.match(error.message, why);
  return true;
};

test('The quirks of ESIA are evened out', async () => {
  assert.deepEqual(await read(certificate.sign(payload)), {
    oid: '1000000004',
    trusted: true,
    level: 'PR',
    sessionId: 'a4b4f1a3',
    methods: ['PWD'],
    secondFactor: 'otp',
    authenticatedAt: seconds - 5,
    issuedAt: seconds,
    expiresAt: seconds + 10800,
  });
});

test('An account that is not confirmed has no mark', async () => {
  const sbj = { 'urn:esia:sbj:oid': 1000000004, 'urn:esia:sbj:lvl': 'P' };
  const identity = await read(certificate.sign({ ...payload, 'urn:esia:sbj': sbj }));
  assert.equal(identity.trusted, false);
  assert.equal(identity.level, 'P');
});

test('A token with the least that is needed is read', async () => {
  const { aud, sub, iat, exp, iss } = payload;
  const identity = await read(certificate.sign({ aud: [aud], sub: String(sub), iat, exp, iss, amr: ['DS'], acr: 'x' }));
  assert.deepEqual(identity, { oid: '1000000004', trusted: false, methods: ['DS'], issuedAt: iat, expiresAt: exp });
});

test('Without x5t#St256 all certificates are tried', async () => {
  assert.equal((await read(certificate.sign(payload, { alg: 'RS256' }))).oid, '1000000004');
});

test('The certificate that the token names is the one that must fit', async () => {
  const header = { alg: 'RS256', 'x5t#St256': other.hash };
  await assert.rejects(read(certificate.sign(payload, header)), refused('id_token_invalid', /signature is wrong/));
  const unknown = read(certificate.sign(payload), [other.der]);
  await assert.rejects(unknown, refused('id_token_invalid', /changed its certificate/));
});

test('A changed certificate is fetched once, and not in a storm', async () => {
  for (const header of [undefined, { alg: 'RS256' }]) {
    let reads = 0;
    let at = now;
    // The old certificate is valid still.
    const source = () => Promise.resolve([(reads++, reads > 1) ? certificate.der : other.der]);
    const certificates = certificateSet(source, () => at);
    const come = () =>
      readIdToken(certificate.sign(payload, header), { issuer: payload.iss, audience: 'EPOS', now, certificates });
    await assert.rejects(
      come(),
      refused('id_token_invalid', header ? /signature is wrong/ : /changed its certificate/),
    );
    assert.equal(reads, 1);
    at += 60_000;
    assert.equal((await come()).oid, '1000000004');
    await come();
    assert.equal(reads, 2);
  }
});

test('Certificates that cannot be read are an outage, not a forged token', async () => {
  let broken = true;
  const source = () => (broken ? Promise.reject(new TypeError('offline')) : Promise.resolve([certificate.der]));
  const certificates = certificateSet(source, () => now);
  await assert.rejects(certificates.known(undefined), refused('unavailable', /could not be read/));
  broken = false;
  assert.equal((await certificates.known(undefined)).length, 1);
});

test('A certificate that the platform cannot read is never a match', async () => {
  const nonsense = Uint8Array.of(0x30, 0);
  await assert.rejects(
    read(certificate.sign(payload, { alg: 'RS256' }), [nonsense]),
    refused('id_token_invalid', /no valid certificate/),
  );
  // Nor does it spoil those beside it.
  assert.equal((await read(certificate.sign(payload), [nonsense, certificate.der])).oid, '1000000004');
});

const forged = () => {
  const [header, , signature] = certificate.sign(payload).split('.');
  const body = Buffer.from(JSON.stringify({ ...payload, sub: 1 })).toString('base64url');
  return [header, body, signature].join('.');
};

const refusals: [name: string, token: string, code: string, why: RegExp][] = [
  ['no JWT', 'abc', 'id_token_invalid', /not a JWT/],
  ['changed claims', forged(), 'id_token_invalid', /signature is wrong/],
  ['no signature', certificate.sign(payload, { alg: 'none' }), 'id_token_invalid', /algorithm is none/],
  ['a symmetric algorithm', certificate.sign(payload, { alg: 'HS256' }), 'id_token_invalid', /algorithm is HS256/],
  ['another issuer', certificate.sign({ ...payload, iss: 'http://evil.example/' }), 'issuer_mismatch', /evil/],
  ['another audience', certificate.sign({ ...payload, aud: 'OTHER' }), 'id_token_invalid', /another system/],
  ['an expired token', certificate.sign({ ...payload, exp: seconds - 60 }), 'id_token_invalid', /expired/],
  ['one of the future', certificate.sign({ ...payload, nbf: seconds + 61 }), 'id_token_invalid', /not valid yet/],
  ['one issued in the future', certificate.sign({ ...payload, iat: seconds + 61 }), 'id_token_invalid', /not valid/],
  ['no subject', certificate.sign({ ...payload, sub: undefined }), 'id_token_invalid', /shape/],
  ['no times', certificate.sign({ ...payload, exp: undefined }), 'id_token_invalid', /shape/],
  [
    'two persons',
    certificate.sign({ ...payload, 'urn:esia:sbj': { 'urn:esia:sbj:oid': 7 } }),
    'id_token_invalid',
    /two persons/,
  ],
];
for (const [name, token, code, why] of refusals) {
  test(`Refused: ${name}`, () => assert.rejects(read(token), refused(code, why)));
}

test('A minute of difference between the clocks is borne', async () => {
  await read(certificate.sign({ ...payload, exp: seconds - 59 }));
  await read(certificate.sign({ ...payload, nbf: seconds + 60, iat: seconds + 60 }));
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { parameterSets, startOpenssl, type OpensslKey, type ParameterSet } from '../../test/gost-openssl.ts';
import { esiaCertificate } from '../../test/esia-certificate.ts';
import { certificateDer, certificateHash } from '../gost/gost.ts';
import { certificateSet } from './certificates.ts';
import { readIdToken } from './id-token.ts';

const openssl = startOpenssl();
after(() => {
  openssl.close();
});

const alg = 'GOST3410_2012_256';
const now = Date.now();
const seconds = Math.floor(now / 1000);
const payload = { iss: 'http://esia/', aud: 'EPOS', sub: 7, iat: seconds, exp: seconds + 60 };
const key = openssl.key('XA');
const hash = certificateHash(certificateDer(key.certificate));
const rsa = esiaCertificate();

/** A token as ESIA issues it to a system that chose GOST, signed by OpenSSL. */
function tokenOf(signer: OpensslKey, header: object, changes: object = {}): string {
  const parts = [header, { ...payload, ...changes }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = openssl.sign(signer, Buffer.from(parts.join('.')));
  return [...parts, Buffer.from(signature).toString('base64url')].join('.');
}

function read(token: string, certificates: readonly (string | Uint8Array)[] = [rsa.der, key.certificate], at = now) {
  const set = certificateSet(certificates, () => at);
  return readIdToken(token, { issuer: 'http://esia/', audience: 'EPOS', now: at, certificates: set });
}

const refused = (why: RegExp) => ({ code: 'id_token_invalid', message: why });

test('A token that OpenSSL has signed by GOST is read, on every parameter set', async () => {
  for (const set of Object.keys(parameterSets) as ParameterSet[]) {
    const other = openssl.key(set);
    const { oid } = await read(tokenOf(other, { alg }), [other.certificate]);
    assert.equal(oid, '7', set);
  }
});

test('The certificate is found by its hash, or by trying all', async () => {
  assert.equal((await read(tokenOf(key, { alg, 'x5t#St256': hash }))).oid, '7');
  assert.equal((await read(tokenOf(key, { alg }))).oid, '7');
});

test('A changed, foreign or turned round GOST signature is refused', async () => {
  const token = tokenOf(key, { alg });
  const [header, , signature = ''] = token.split('.');
  const body = Buffer.from(JSON.stringify({ ...payload, sub: 8 })).toString('base64url');
  await assert.rejects(read([header, body, signature].join('.')), refused(/signature is wrong/));
  await assert.rejects(read(tokenOf(openssl.key('XA'), { alg })), refused(/signature is wrong/));
  const turned = Buffer.from(signature, 'base64url').reverse().toString('base64url');
  await assert.rejects(read(token.replace(signature, turned)), refused(/signature is wrong/));
  await assert.rejects(read(token.replace(signature, '')), refused(/./));
  await assert.rejects(read(token.replace(signature, signature.slice(2))), refused(/signature is wrong/));
});

test('An algorithm takes keys of its own kind alone', async () => {
  const asRsa = tokenOf(key, { alg: 'RS256', 'x5t#St256': hash });
  await assert.rejects(read(asRsa), refused(/signature is wrong/));
  const asGost = rsa.sign(payload, { alg, 'x5t#St256': rsa.hash });
  await assert.rejects(read(asGost), refused(/signature is wrong/));
  await assert.rejects(read(tokenOf(key, { alg: 'GOST3410_2012_512' })), refused(/GOST3410_2012_512/));
});

test('A certificate of ESIA counts only while it is valid', async () => {
  const day = 24 * 60 * 60 * 1000;
  const at = (time: number) => {
    const iat = Math.floor(time / 1000);
    return read(tokenOf(key, { alg }, { iat, exp: iat + 60 }), [key.certificate], time);
  };
  await at(now + 29 * day);
  await assert.rejects(at(now + 31 * day), refused(/no valid certificate/));
  await assert.rejects(at(now - day), refused(/no valid certificate/));
});

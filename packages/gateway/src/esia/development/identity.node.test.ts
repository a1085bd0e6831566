import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { certificateHash, createSoftwareSigner } from '../gost/gost.ts';
import { readGostPrivateKey } from '../gost/private-key.ts';
import { createDevelopmentIdentity } from './development.ts';

test('An identity has a certificate that the platform reads, its hash, and a key to keep', async () => {
  const { certificate, certificateHash: hash, privateKey, signer } = createDevelopmentIdentity('EPOS sandbox');
  const read = new X509Certificate(certificate);
  assert.equal(read.subject, 'CN=EPOS sandbox');
  assert.equal(read.issuer, read.subject);
  assert.ok(new Date(read.validFrom) < new Date() && new Date() < new Date(read.validTo));
  assert.equal(hash, certificateHash(certificate));
  assert.ok(readGostPrivateKey(privateKey).d > 0n);
  const message = Buffer.from('message');
  assert.equal((await signer.sign(message)).length, 64);
  assert.equal((await createSoftwareSigner({ privateKey }).sign(message)).length, 64);
});

test('No two identities are alike', () => {
  assert.notEqual(createDevelopmentIdentity().certificateHash, createDevelopmentIdentity().certificateHash);
});

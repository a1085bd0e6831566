import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { parameterSets, startOpenssl, type ParameterSet } from '../../test/gost-openssl.ts';
import { createDevelopmentIdentity } from '../development/development.ts';
import { certificateDer } from './pem.ts';
import { readGostPublicKey } from './public-key.ts';
import { verifySignature } from './signature.ts';
import { createSoftwareSigner } from './software-signer.ts';
import { certificateHash, streebog256 } from './streebog.ts';

const openssl = startOpenssl();
after(() => {
  openssl.close();
});

const message = Buffer.from('EPOSopenid fullname2026.01.25 14:36:11 +0400');

describe('OpenSSL’s GOST engine is the referee', () => {
  for (const [set, name] of Object.entries(parameterSets) as [ParameterSet, string][]) {
    it(`${name}: it verifies what we sign, and we verify what it signs`, async () => {
      const key = openssl.key(set);
      const ours = await createSoftwareSigner({ privateKey: key.pem }).sign(message);
      assert.equal(openssl.verifies(key.certificate, message, ours), true);
      assert.equal(openssl.verifies(key.certificate, Buffer.from('another'), ours), false);

      const publicKey = readGostPublicKey(certificateDer(key.certificate));
      const theirs = openssl.sign(key, message);
      assert.equal(verifySignature(publicKey, message, theirs), true);
      assert.equal(verifySignature(publicKey, Buffer.from('another'), theirs), false);
      assert.equal(verifySignature(publicKey, message, theirs.toReversed()), false);
      const changed = Uint8Array.from(theirs);
      changed[63] = (changed[63] ?? 0) ^ 1;
      assert.equal(verifySignature(publicKey, message, changed), false);
    });
  }

  it('a development identity is one for OpenSSL too: its certificate, its hash, its key', async () => {
    const { certificate, certificateHash: hash, privateKey, signer } = createDevelopmentIdentity('EPOS');
    assert.equal(openssl.verifies(certificate, message, await signer.sign(message)), true);
    assert.equal(openssl.digest(certificate), hash);
    const checked = openssl.run(['pkey', '-engine', 'gost', '-noout', '-text'], privateKey).toString();
    assert.match(checked, /id-GostR3410-2001-CryptoPro-A-ParamSet/);
  });

  it('Streebog-256 is the same for both, whatever the data', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        assert.equal(Buffer.from(streebog256(data)).toString('hex').toUpperCase(), openssl.digest(data));
      }),
      { numRuns: 30 },
    );
    const der = certificateDer(openssl.key('TCB').certificate);
    assert.equal(certificateHash(der), openssl.digest(der));
  });
});

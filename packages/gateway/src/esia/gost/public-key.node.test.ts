import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { bits, der, integer, objectIdentifier, sequence } from '../development/der-writer.ts';
import { createDevelopmentIdentity, selfSignedCertificate } from '../development/development.ts';
import { curveOf, curves } from './curves.ts';
import { certificateDer } from './pem.ts';
import { readGostPrivateKey } from './private-key.ts';
import { readGostPublicKey, writePoint } from './public-key.ts';

const cryptoProC = '1.2.643.2.2.35.3';
const gost256 = '1.2.643.7.1.1.1.1';

function certificateOf(point: Uint8Array, parameterSet: string, algorithm = gost256): Uint8Array {
  return selfSignedCertificate({
    commonName: 'x',
    publicKey: sequence(
      sequence(objectIdentifier(algorithm), sequence(objectIdentifier(parameterSet))),
      bits(der(0x04, point)),
    ),
    algorithm: sequence(objectIdentifier('1.2.643.7.1.1.3.2')),
    notBefore: new Date(0),
    notAfter: new Date(1e12),
    sign: () => new Uint8Array(64),
  });
}

test('A key that is no point of its curve is refused', () => {
  const point = writePoint(curveOf(cryptoProC).BASE.multiply(12345n));
  assert.equal(readGostPublicKey(certificateOf(point, cryptoProC)).curve, curves[cryptoProC]);
  const moved = Uint8Array.from(point);
  moved[0] = (moved[0] ?? 0) ^ 1;
  assert.throws(() => readGostPublicKey(certificateOf(moved, cryptoProC)), /not a point/);
  assert.throws(() => readGostPublicKey(certificateOf(new Uint8Array(63), cryptoProC)), /256 bits/);
});

test('A parameter set that is not supported is refused by its name', () => {
  const point = new Uint8Array(64);
  const refusals: [identifier: string, name: RegExp][] = [
    ['1.2.643.2.2.35.0', /id-GostR3410-2001-TestParamSet/],
    ['1.2.643.7.1.2.1.2.1', /id-tc26-gost-3410-2012-512-paramSetA/],
    ['1.2.643.7.1.2.1.2.3', /512-paramSetC/],
    ['1.2.840.10045.3.1.7', /1\.2\.840\.10045\.3\.1\.7 is not supported/],
  ];
  for (const [identifier, name] of refusals) {
    assert.throws(() => readGostPublicKey(certificateOf(point, identifier)), name);
    const algorithm = sequence(objectIdentifier(gost256), sequence(objectIdentifier(identifier)));
    const key = sequence(integer(Uint8Array.of(0)), algorithm, der(0x04, new Uint8Array(32)));
    assert.throws(() => readGostPrivateKey(key), name);
  }
  assert.throws(() => curveOf('toString'), /not supported/);
  assert.throws(() => readGostPublicKey(certificateOf(point, cryptoProC, '1.2.643.7.1.1.1.2')), /with 256 bits/);
});

test('A certificate is read as DER, as PEM and as bare base64', () => {
  const { certificate } = createDevelopmentIdentity();
  const base64 = Buffer.from(certificate).toString('base64');
  const pem = `Bag Attributes\n-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
  for (const written of [certificate, pem, Buffer.from(pem), base64, Buffer.from(`\uFEFF${base64}\r\n`, 'utf8')]) {
    assert.deepEqual(certificateDer(written), Uint8Array.from(certificate));
  }
  for (const nonsense of ['', 'certificate?', 'AAAA', new Uint8Array(), '-----BEGIN PRIVATE KEY-----']) {
    assert.throws(() => certificateDer(nonsense), /Not a certificate/);
  }
});

test('Whatever bytes stand for a certificate, they are read or refused', () => {
  const { certificate } = createDevelopmentIdentity();
  const flipped = fc.tuple(fc.nat(certificate.length - 1), fc.nat(255)).map(([at, byte]) => {
    const bytes = Uint8Array.from(certificate);
    bytes[at] = byte;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), flipped), (bytes) => {
      try {
        readGostPublicKey(bytes).point.assertValidity();
      } catch (error) {
        assert.ok(error instanceof TypeError, String(error));
      }
    }),
    { numRuns: 300 },
  );
});

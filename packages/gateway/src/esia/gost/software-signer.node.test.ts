import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { numberToBytesLE } from '@noble/curves/utils.js';
import { reversed } from './bytes.ts';
import { curves } from './curves.ts';
import { readGostPrivateKey } from './private-key.ts';
import { verifySignature } from './signature.ts';
import { createSoftwareSigner } from './software-signer.ts';

const message = Buffer.from('EPOSopenid2026.01.25 14:36:11 +0400');

/** Keys and signatures of the message, made by OpenSSL's gost engine (paramset A, paramset TCA). */
const vectors = [
  {
    name: 'CryptoPro A',
    oid: '1.2.643.2.2.35.1',
    pkcs8: 'MEYCAQAwHwYIKoUDBwEBAQEwEwYHKoUDAgIjAQYIKoUDBwEBAgIEIPxKAUeS4KNV5XxeQu5//PkjFQu75ydK9NCX9hIEALAL',
    signature:
      'd44e4968ac4f25dc4585442b8b8773a1652f72bbe4a60725f0a25c5b338b3515' +
      '2adf5ba130e7455231d1d7eb39f4cd1a1b511ff38529d99d36a0b46675b6a43c',
  },
  {
    name: 'TC 26 A',
    oid: '1.2.643.7.1.2.1.1.1',
    pkcs8: 'MD4CAQAwFwYIKoUDBwEBAQEwCwYJKoUDBwECAQEBBCAEsZGQDSrNB+9Pav2HL+xGORguGX497SXUQvju6npBOw==',
    signature:
      '22eaae62331dfe4126df8586c0149c81c716b83a344612e6f206b56701386cb0' +
      '34206f0838add2ce892c98e77f6a377c5470847e90153b85842ff45c968a8980',
  },
];

for (const { name, oid, pkcs8, signature } of vectors) {
  test(`${name}: OpenSSL's signature and ours are good, s before r, big-endian`, async () => {
    const { curve, d } = readGostPrivateKey(Buffer.from(pkcs8, 'base64'));
    assert.equal(curve, curves[oid]);
    const key = { curve, point: curve.BASE.multiply(d) };
    assert.equal(verifySignature(key, message, Buffer.from(signature, 'hex')), true);

    const signer = createSoftwareSigner({ privateKey: Buffer.from(pkcs8, 'base64') });
    const ours = await signer.sign(message);
    assert.equal(ours.length, 64);
    assert.equal(verifySignature(key, message, ours), true);
    assert.notDeepEqual(await signer.sign(message), ours, 'a repeated random number would give the key away');

    assert.equal(verifySignature(key, message, reversed(ours)), false);
    const swapped = Buffer.concat([ours.subarray(32), ours.subarray(0, 32)]);
    assert.equal(verifySignature(key, message, swapped), false);
    assert.equal(verifySignature(key, Buffer.from('another'), ours), false);
  });
}

test('PEM is read like DER', async () => {
  const body = vectors[0]?.pkcs8 ?? '';
  const privateKey = `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`;
  assert.equal((await createSoftwareSigner({ privateKey }).sign(message)).length, 64);
});

test('A number wrapped in an OCTET STRING or an INTEGER is the same number', () => {
  const bare = Buffer.from(vectors[0]?.pkcs8 ?? '', 'base64');
  const written = bare.subarray(-32);
  const { d } = readGostPrivateKey(bare);
  const wrap = (tag: number, number: Uint8Array) => {
    const der = Buffer.concat([bare.subarray(0, -34), Uint8Array.of(4, 34, tag, 32), number]);
    der[1] = (bare[1] ?? 0) + 2;
    return der;
  };
  assert.equal(readGostPrivateKey(wrap(4, written)).d, d);
  assert.equal(readGostPrivateKey(wrap(2, reversed(written))).d, d);
});

test('Zero, and a number of q or more, is no private key', () => {
  const bare = Buffer.from(vectors[1]?.pkcs8 ?? '', 'base64');
  const q = curves['1.2.643.7.1.2.1.1.1']?.Fn.ORDER ?? 0n;
  const withNumber = (number: bigint) => {
    const key = Uint8Array.from(bare);
    key.set(numberToBytesLE(number, 32), key.length - 32);
    return readGostPrivateKey(key);
  };
  for (const number of [0n, q, q + 1n, 2n ** 256n - 1n])
    assert.throws(() => withNumber(number), /no number of its curve/);
  for (const number of [1n, q - 1n]) assert.equal(withNumber(number).d, number);
});

test('Whatever bytes stand for a key, they are read or refused', () => {
  const bare = Buffer.from(vectors[0]?.pkcs8 ?? '', 'base64');
  const changed = fc.tuple(fc.nat(bare.length - 1), fc.nat(255)).map(([at, byte]) => {
    const key = Uint8Array.from(bare);
    key[at] = byte;
    return key;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.string(), changed), (key) => {
      try {
        const { curve, d } = readGostPrivateKey(key);
        assert.ok(curve.Fn.isValidNot0(d));
      } catch (error) {
        assert.ok(error instanceof TypeError, String(error));
      }
    }),
    { numRuns: 500 },
  );
});

test('What is no GOST key of 256 bits is refused with a word why', () => {
  assert.throws(() => readGostPrivateKey('-----BEGIN ENCRYPTED PRIVATE KEY-----'), /encrypted/);
  assert.throws(() => readGostPrivateKey(Uint8Array.of(0x30, 0x05, 0x02)), /bad length/);
  assert.throws(() => readGostPrivateKey(Uint8Array.of(0x30, 0x00)), /PKCS #8/);
  const other = Buffer.from(vectors[0]?.pkcs8 ?? '', 'base64');
  other[16] = 2;
  assert.throws(() => readGostPrivateKey(other), /256 bits/);
});

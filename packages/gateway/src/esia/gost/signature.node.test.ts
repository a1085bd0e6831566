import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { concatBytes, bytesToNumberBE, bytesToNumberLE, numberToBytesBE } from '@noble/curves/utils.js';
import * as fc from 'fast-check';
import { curveOf, curves } from './curves.ts';
import { randomBelow } from './random.ts';
import { signRaw, verifySignature } from './signature.ts';
import { streebog256 } from './streebog.ts';

const message = Buffer.from('EPOSopenid2026.01.25 14:36:11 +0400');
const cryptoProC = '1.2.643.2.2.35.3';
const tc26A = '1.2.643.7.1.2.1.1.1';

function keysOn(identifier: string, d = randomBelow(curveOf(identifier).Fn.ORDER)) {
  const curve = curveOf(identifier);
  return { q: curve.Fn.ORDER, secret: { curve, d }, open: { curve, point: curve.BASE.multiply(d) } };
}

describe('A signature', () => {
  it('is good for its data and its key alone, whatever the key and the data, on every curve', () => {
    const identifiers = fc.constantFrom(...Object.keys(curves));
    fc.assert(
      fc.property(identifiers, fc.bigInt(1n, 2n ** 253n), fc.uint8Array({ maxLength: 80 }), (identifier, d, data) => {
        const { secret, open } = keysOn(identifier, d);
        const signature = signRaw(secret, data);
        assert.equal(verifySignature(open, data, signature), true);
        assert.equal(verifySignature(open, Buffer.concat([data, Uint8Array.of(0)]), signature), false);
        assert.equal(verifySignature(keysOn(identifier, d + 1n).open, data, signature), false);
      }),
      { numRuns: 100 },
    );
  });

  it('with r = 0 is refused: on CryptoPro C anybody could make one', () => {
    const { q, open } = keysOn(cryptoProC);
    // The base point of this curve has x = 0. With r = 0 and s = e the verifier arrives at it, whoever's key it is.
    const e = bytesToNumberLE(streebog256(message)) % q;
    assert.equal(verifySignature(open, message, concatBytes(numberToBytesBE(e, 32), new Uint8Array(32))), false);
    assert.equal(verifySignature(open, message, new Uint8Array(64)), false);
  });

  it('with a number of q or more, or of another length, is refused', () => {
    const { q, secret, open } = keysOn(tc26A);
    const signature = signRaw(secret, message);
    const [s, r] = [signature.subarray(0, 32), signature.subarray(32)];
    const beyond = (number: Uint8Array) => numberToBytesBE(bytesToNumberBE(number) + q, 32);
    assert.equal(verifySignature(open, message, concatBytes(beyond(s), r)), false);
    assert.equal(verifySignature(open, message, concatBytes(s, beyond(r))), false);
    assert.equal(verifySignature(open, message, signature.subarray(1)), false);
    assert.equal(verifySignature(open, message, concatBytes(signature, Uint8Array.of(0))), false);
  });
});

describe('A random number', () => {
  it('is below q on every curve', () => {
    // 2 of 5 numbers of 256 bits are not, on CryptoPro C: their rest modulo q would be a small one twice as often.
    const q = curveOf(cryptoProC).Fn.ORDER;
    for (let i = 0; i < 50; i++) assert.ok(randomBelow(q) < q);
  });
});

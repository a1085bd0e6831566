import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { claimsOf, headerOf, isSigned, type PublishedKey } from './keys.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const algs = fc.constantFrom(
  'ES256',
  'ES384',
  'RS256',
  'PS256',
  'EdDSA',
  'none',
  'HS256',
  '',
  '__proto__',
  'constructor',
);

let key: PublishedKey;
let signed: string;
before(async () => {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  key = { kty, crv, x, y } as PublishedKey;
  const content = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode({ sub: 'p1', name: 'Иванова Мария' })}`;
  const signature = await crypto.subtle.sign(algorithm, pair.privateKey, Buffer.from(content));
  signed = `${content}.${Buffer.from(signature).toString('base64url')}`;
});

/** Whether somebody could take the token for a good one. */
async function passes(token: string, keys: PublishedKey[]): Promise<boolean> {
  return isSigned(token, () => Promise.resolve(keys)).catch(() => false);
}

describe('a signature', () => {
  it('holds for the token that was signed', async () => {
    assert.equal(await passes(signed, [key]), true);
  });

  it('holds for no other: a character changed anywhere breaks it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...Array.from('AZaz09-_.')), async (position, character) => {
        // The last character of the signature has bits that decode to nothing.
        const at = position % (signed.length - 1);
        fc.pre(signed[at] !== character);
        const forged = signed.slice(0, at) + character + signed.slice(at + 1);
        assert.equal(await passes(forged, [key]), false, forged);
      }),
      { numRuns: 300 },
    );
  });

  it('is not made by parts put together, whatever header, claims and keys are', async () => {
    const headers = fc.oneof(fc.record({ alg: algs, kid: fc.string() }, { requiredKeys: [] }), fc.jsonValue());
    const parts = fc.oneof(headers.map(encode), fc.string(), fc.constant(''));
    const keys = fc.array(
      fc.oneof(
        fc.record({ kty: fc.constantFrom('EC', 'RSA', 'OKP', 'oct'), kid: fc.string(), k: fc.string() }),
        fc.jsonValue(),
      ),
      { maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 6 }), keys, async (token, odd) => {
        assert.equal(await passes(token.join('.'), odd as PublishedKey[]), false);
        assert.equal(await passes(token.join('.'), [key]), false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('header and claims', () => {
  it('are read as they were written, in any letters', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (header, claims) => {
        const token = `${encode(header)}.${encode(claims)}.`;
        assert.deepEqual(headerOf(token), JSON.parse(JSON.stringify(header)));
        assert.deepEqual(claimsOf(token), JSON.parse(JSON.stringify(claims)));
      }),
    );
  });

  it('are never made up: what is none throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        let claims: unknown;
        try {
          claims = claimsOf(`e30.${text}.`);
        } catch {
          return;
        }
        const [payload = ''] = text.split('.');
        assert.deepEqual(claims, JSON.parse(new TextDecoder().decode(Buffer.from(payload, 'base64'))));
      }),
    );
  });
});

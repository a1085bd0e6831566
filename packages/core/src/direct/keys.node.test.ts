import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSigned } from './keys.ts';
import type { Ask } from './requests.ts';
import type { Server } from './server.ts';

const server = { jwks_uri: 'https://sso.example/certs' } as Server;
const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };

const algorithms: [alg: string, parameters: RsaHashedKeyGenParams | EcKeyGenParams | Algorithm, signing: object][] = [
  ...['256', '384', '512'].flatMap((size): typeof algorithms => [
    [`RS${size}`, { name: 'RSASSA-PKCS1-v1_5', hash: `SHA-${size}`, ...rsa }, {}],
    [`PS${size}`, { name: 'RSA-PSS', hash: `SHA-${size}`, ...rsa }, { saltLength: Number(size) / 8 }],
    [`ES${size}`, { name: 'ECDSA', namedCurve: size === '512' ? 'P-521' : `P-${size}` }, { hash: `SHA-${size}` }],
  ]),
  ['EdDSA', { name: 'Ed25519' }, {}],
  ['Ed25519', { name: 'Ed25519' }, {}],
];

const base64url = (bytes: string | ArrayBuffer) => Buffer.from(bytes as string).toString('base64url');

/** A signed token, and its key as a server publishes it. */
async function signed([alg, parameters, signing]: (typeof algorithms)[number], header: object = {}) {
  const pair = (await crypto.subtle.generateKey(parameters, true, ['sign', 'verify'])) as CryptoKeyPair;
  const head = base64url(JSON.stringify({ alg, ...header }));
  const body = base64url('{"sub":"1"}');
  const algorithm = { name: parameters.name, ...signing };
  const signature = await crypto.subtle.sign(algorithm, pair.privateKey, Buffer.from(`${head}.${body}`));
  const { kty, n, e, crv, x, y } = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as Record<string, string>;
  const key: JsonWebKey & { kid?: string } = JSON.parse(JSON.stringify({ kty, n, e, crv, x, y })) as JsonWebKey;
  return { token: `${head}.${body}.${base64url(signature)}`, key };
}

/** What an SSO answers that is asked for its keys, and how often it was asked. */
function publishing(...keys: object[]) {
  const asked: (RequestInit | undefined)[] = [];
  const ask: Ask = async (_url, init) => {
    asked.push(init);
    return Promise.resolve(Response.json({ keys }));
  };
  return { asked, ask };
}

const nobody: Ask = () => Promise.reject(new Error('asked again'));
const [rs256] = algorithms;
assert.ok(rs256);

describe('a signature', () => {
  for (const algorithm of algorithms) {
    const [alg] = algorithm;
    it(`by ${alg} is checked`, async () => {
      const { token, key } = await signed(algorithm);
      assert.equal(await isSigned(token, server, nobody, [key]), true);
      assert.equal(await isSigned(token, server, nobody, [{ ...key, alg, use: 'sig', key_ops: ['verify'] }]), true);
      const forged = token.replace(/\.[^.]+\./, `.${base64url('{"sub":"2"}')}.`);
      assert.equal(await isSigned(forged, server, nobody, [key]), false);
      const another = await signed(algorithm);
      assert.equal(await isSigned(token, server, nobody, [another.key]), false);
    });
  }

  for (const alg of ['none', 'HS256', '']) {
    it(`by "${alg}" is none`, async () => {
      const { token, key } = await signed(rs256, { alg });
      assert.equal(await isSigned(token, server, nobody, [key]), false);
    });
  }

  it('by an RSA key of less than 2048 bits is none', async () => {
    const { token, key } = await signed(['RS256', { ...rs256[1], modulusLength: 1024 }, {}]);
    assert.equal(await isSigned(token, server, nobody, [key]), false);
  });

  it('is checked by the key that the token names', async () => {
    const { token, key } = await signed(rs256, { kid: 'b' });
    const { key: other } = await signed(rs256);
    const keys = [
      { ...other, kid: 'a' },
      { ...key, kid: 'b' },
    ];
    assert.equal(await isSigned(token, server, nobody, keys), true);
  });

  for (const [what, member] of Object.entries({
    'another algorithm': { alg: 'RS512' },
    encryption: { use: 'enc' },
    signing: { key_ops: ['sign'] },
    'another curve': { crv: 'P-256' },
    'another family': { kty: 'EC' },
  })) {
    it(`is not checked by a key for ${what}`, async () => {
      const { token, key } = await signed(rs256);
      const { ask } = publishing({ ...key, ...member });
      assert.equal(await isSigned(token, server, ask, [{ ...key, ...member }]), false);
    });
  }

  it('asks for keys once more, past the cache, where none fits or several do', async () => {
    const { token, key } = await signed(rs256);
    const { key: other } = await signed(rs256);
    for (const early of [undefined, [], [key, other]]) {
      const { ask, asked } = publishing(key);
      assert.equal(await isSigned(token, server, ask, early), true);
      assert.deepEqual(asked, [{ cache: 'reload' }]);
    }
    const { ask } = publishing(key, other);
    assert.equal(await isSigned(token, server, ask), false);
  });

  it('cannot be checked where no keys are given', async () => {
    const { token } = await signed(rs256);
    for (const answer of [Response.json({}), new Response('', { status: 503 })]) {
      await assert.rejects(isSigned(token, server, () => Promise.resolve(answer)));
    }
  });
});

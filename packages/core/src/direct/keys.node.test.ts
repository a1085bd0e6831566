import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSigned, KeyRing, type PublishedKey } from './keys.ts';
import type { Ask } from './requests.ts';

const certs = 'https://sso.example/certs';
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
/** Keys that are there already, and need not be asked for again. */
const known = (keys: PublishedKey[]) => (newer: boolean) =>
  newer ? nobody(certs).then(() => []) : Promise.resolve(keys);
const [rs256] = algorithms;
assert.ok(rs256);

describe('a signature', () => {
  for (const algorithm of algorithms) {
    const [alg] = algorithm;
    it(`by ${alg} is checked`, async () => {
      const { token, key } = await signed(algorithm);
      assert.equal(await isSigned(token, known([key])), true);
      assert.equal(await isSigned(token, known([{ ...key, alg, use: 'sig', key_ops: ['verify'] }])), true);
      const forged = token.replace(/\.[^.]+\./, `.${base64url('{"sub":"2"}')}.`);
      assert.equal(await isSigned(forged, known([key])), false);
      const another = await signed(algorithm);
      assert.equal(await isSigned(token, known([another.key])), false);
    });
  }

  for (const alg of ['none', 'HS256', '']) {
    it(`by "${alg}" is none`, async () => {
      const { token, key } = await signed(rs256, { alg });
      assert.equal(await isSigned(token, known([key])), false);
    });
  }

  it('by an RSA key of less than 2048 bits is none', async () => {
    const { token, key } = await signed(['RS256', { ...rs256[1], modulusLength: 1024 }, {}]);
    assert.equal(await isSigned(token, known([key])), false);
  });

  it('is checked by the key that the token names', async () => {
    const { token, key } = await signed(rs256, { kid: 'b' });
    const { key: other } = await signed(rs256);
    const keys = [
      { ...other, kid: 'a' },
      { ...key, kid: 'b' },
    ];
    assert.equal(await isSigned(token, known(keys)), true);
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
      assert.equal(await isSigned(token, () => Promise.resolve([{ ...key, ...member }])), false);
    });
  }

  it('asks for newer keys once where none fits or several do', async () => {
    const { token, key } = await signed(rs256);
    const { key: other } = await signed(rs256);
    for (const early of [[], [key, other]]) {
      const asked: boolean[] = [];
      const keysOf = (newer: boolean) => {
        asked.push(newer);
        return Promise.resolve(newer ? [key] : early);
      };
      assert.equal(await isSigned(token, keysOf), true);
      assert.deepEqual(asked, [false, true]);
    }
    assert.equal(await isSigned(token, () => Promise.resolve([key, other])), false);
  });

  it('is checked by newer keys where the first could not be had, and cannot be where none are given', async () => {
    const { token, key } = await signed(rs256);
    const failing = (newer: boolean) => (newer ? Promise.resolve([key]) : Promise.reject(new Error('no line')));
    assert.equal(await isSigned(token, failing), true);
    await assert.rejects(isSigned(token, () => Promise.reject(new Error('no line'))));
  });
});

describe('the key ring', () => {
  let now = 0;
  const ring = () => new KeyRing({ now: () => now, monotonic: () => now });

  it('asks once for all who ask, and once more past every cache for newer ones', async () => {
    const keys = ring();
    const { ask, asked } = publishing({ kid: 'a' });
    const [one, two] = await Promise.all([keys.keys(certs, ask), keys.keys(certs, ask)]);
    assert.equal(one, two);
    await Promise.all([keys.keys(certs, ask, true), keys.keys(certs, ask, true)]);
    assert.deepEqual(asked, [{}, { cache: 'reload' }]);
  });

  it('cools down between two questions for newer keys: made-up key ids start no flood', async () => {
    const keys = ring();
    const { ask, asked } = publishing({ kid: 'a' });
    await keys.keys(certs, ask, true);
    now += 29_999;
    await keys.keys(certs, ask, true);
    assert.equal(asked.length, 1);
    now += 1;
    await keys.keys(certs, ask, true);
    assert.equal(asked.length, 2);
  });

  it('keeps the keys of two issuers apart', async () => {
    const keys = ring();
    await keys.keys(certs, publishing({ kid: 'a' }).ask);
    const others = await keys.keys('https://other.example/certs', publishing({ kid: 'b' }).ask);
    assert.equal(others[0]?.kid, 'b');
  });

  it('does not keep a failure', async () => {
    const keys = ring();
    for (const answer of [Response.json({}), new Response('', { status: 503 })]) {
      await assert.rejects(keys.keys(certs, () => Promise.resolve(answer)));
    }
    assert.equal((await keys.keys(certs, publishing({ kid: 'a' }).ask))[0]?.kid, 'a');
  });
});

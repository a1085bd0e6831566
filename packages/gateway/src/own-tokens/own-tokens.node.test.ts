import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
  type JSONWebKeySet,
} from 'jose';
import { createGateway } from '../gateway.ts';
import { keys as sessionKeys } from '../test/stage.ts';
import { ownKey } from '../test/own-key.ts';
import { Upstream } from '../test/upstream.ts';
import { readOwnKey, type OwnKey } from './own-key.ts';
import { OwnTokens } from './own-tokens.ts';

const now = 1_800_000_000;
const surroundings = { issuer: 'https://journal.example/auth', clientId: 'journal', clock: () => now * 1000 };

function made(...written: unknown[]): OwnTokens {
  const [first, ...others] = written.map(readOwnKey) as OwnKey[];
  return new OwnTokens({ keys: [first!, ...others], always: false, lifetime: 60, scope: 'openid' }, surroundings);
}

const generated = (size: 1024 | 2048) => generateKeyPairSync('rsa', { modulusLength: size }).privateKey;
const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' });
const jwk = (key: KeyObject) => key.export({ format: 'jwk' });

describe('a key for the gateway’s own tokens', () => {
  it('may be of each kind that upstreams usually take, in PEM, as a JWK, or as its JSON', async () => {
    const rsa = generated(2048);
    const edwards = generateKeyPairSync('ed25519').privateKey;
    for (const [written, alg] of [
      [pem(rsa), 'RS256'],
      [{ ...jwk(rsa), alg: 'PS256', kid: 'one' }, 'PS256'],
      [pem(curve('P-256')), 'ES256'],
      [JSON.stringify(jwk(curve('P-384'))), 'ES384'],
      [jwk(curve('P-521')), 'ES512'],
      [pem(edwards), 'EdDSA'],
    ] as const) {
      const tokens = made(written);
      const token = await tokens.token('p1', 'https://portal.example/api');
      const published = tokens.keySet as JSONWebKeySet;
      const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(published), {
        currentDate: new Date(now * 1000),
        audience: 'https://portal.example/api',
      });
      assert.deepEqual([protectedHeader.alg, protectedHeader.typ, payload.sub], [alg, 'at+jwt', 'p1']);
      const [{ kid, d, p, q } = {}] = published.keys;
      assert.deepEqual([d, p, q], [undefined, undefined, undefined]);
      const { kid: wished } = Object(written) as { kid?: string };
      assert.equal(kid, wished ?? (await calculateJwkThumbprint(published.keys[0]!)));
    }
  });

  it('is none where it is too short, of no such kind, public, or signs by what it says in no way', () => {
    const good = jwk(curve('P-256'));
    const { d: _d, ...half } = good;
    const wrong = [
      ...[pem(generated(1024)), pem(curve('secp256k1')), half, { ...good, alg: 'HS256' }, { ...good, alg: 'RS256' }],
      ...[{ ...good, kid: 7 }, { kty: 'oct', k: 'AAAA' }, '{', 'text', '', null, undefined, 7],
      generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ];
    for (const written of wrong) assert.equal(readOwnKey(written), undefined, JSON.stringify(written));
    assert.ok(readOwnKey(good));
  });
});

describe('the gateway’s own tokens', () => {
  it('are signed by the first key, and checked by each', async () => {
    const [one, other] = [pem(curve('P-256')), pem(curve('P-256'))];
    const rotated = made(other, one);
    const { kid } = decodeProtectedHeader(await rotated.token('p1', 'a'));
    assert.deepEqual(
      rotated.keySet.keys.map((key) => key.kid),
      [kid, readOwnKey(one)?.kid],
    );
    const before = await made(one).token('p1', ['a', 'b']);
    const found = createLocalJWKSet(rotated.keySet as JSONWebKeySet);
    const { payload } = await jwtVerify(before, found, { currentDate: new Date(now * 1000) });
    assert.deepEqual([payload.aud, payload.exp], [['a', 'b'], now + 60]);
  });

  it('take the place of the SSO’s where upstreams are to trust the gateway alone', async (t) => {
    const upstream = new Upstream();
    await upstream.start();
    t.after(() => {
      upstream.close();
    });
    const shown = async (always: boolean) => {
      const visit = await upstream.visit({ ownTokens: { keys: [ownKey], always } });
      assert.equal((await visit.call('/api/marks')).status, 200);
      return upstream.last.headers.authorization?.replace('Bearer ', '') ?? '';
    };
    // That SSO's are no JWTs.
    assert.doesNotMatch(await shown(false), /\./);
    const token = await shown(true);
    assert.equal(decodeProtectedHeader(token).kid, readOwnKey(ownKey)?.kid);
    const { aud, client_id } = decodeJwt(token);
    assert.deepEqual([aud, client_id], [upstream.url.replace(/\/$/, ''), 'journal']);
  });

  it('have their keys published where the gateway signs any, and nowhere else', async () => {
    const options = {
      url: 'https://journal.example/auth',
      issuer: 'https://sso.example',
      clientId: 'journal',
      clientAuth: { method: 'client_secret_basic', secret: 'secret' },
      keys: [sessionKeys[0]!],
    } as const;
    const ask = (more: object) => createGateway({ ...options, ...more })(new Request(`${options.url}/jwks.json`));
    assert.equal((await ask({})).status, 404);
    const response = await ask({ ownTokens: { keys: [ownKey] } });
    assert.deepEqual(
      [response.status, response.headers.get('content-type'), response.headers.get('cache-control')],
      [200, 'application/jwk-set+json', 'public, max-age=300'],
    );
    assert.deepEqual(await response.json(), { keys: [readOwnKey(ownKey)?.published] });
  });
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { exportJWK, SignJWT, type JWTHeaderParameters } from 'jose';
import { baseUrl, call, handmade, Mint, proofKey } from '../../test/mint.ts';
import { refused } from '../../test/refusals.ts';
import { memoryReplays, type AccessReason, type Verifier } from '../resource.ts';

describe('proofs of possession', () => {
  let mint: Mint;
  let verifier: Verifier;
  let own: Awaited<ReturnType<typeof proofKey>>;
  let token: string;
  beforeEach(async () => {
    mint = await Mint.create();
    verifier = mint.verifier();
    own = await proofKey();
    token = await mint.token({ cnf: { jkt: own.jkt } });
  });
  const come = (proof: string | undefined, scheme = 'DPoP', request = { method: 'GET', path: '/api/marks' }) =>
    verifier.verifyAccessToken(
      call({ Authorization: `${scheme} ${token}`, ...(proof ? { DPoP: proof } : {}) }, request.method, request.path),
    );

  it('let in who holds the key', async () => {
    assert.equal((await come(await mint.proof(own, token), 'dpop')).sub, 'p1');
  });

  it('let in who holds the key of a token of Keycloak’s, which notes more beside it', async () => {
    token = await mint.token({ typ: 'DPoP', cnf: { jkt: own.jkt, 'kc-jkt-type': 'DPoP' } }, { typ: 'JWT' });
    assert.equal((await come(await mint.proof(own, token))).sub, 'p1');
  });

  it('may name the address with a query, in capitals, and in an equal form', async () => {
    for (const htu of [`${baseUrl}/api/marks?x=1#y`, 'HTTPS://JOURNAL.example:443/api/./marks']) {
      const caller = await come(await mint.proof(own, token, { htu }), 'DPoP', { method: 'GET', path: '/api/marks?z' });
      assert.equal(caller.sub, 'p1');
    }
  });

  it('name what callers see where a proxy takes a path off, and not what they write into Host', async () => {
    verifier = mint.verifier({ baseUrl: `${baseUrl}/journal/` });
    await refused(come(await mint.proof(own, token)), 'proof_of_other_request');
    assert.ok(await come(await mint.proof(own, token, { htu: `${baseUrl}/journal/api/marks` })));
    const htu = 'http://10.0.0.7:8080/api/marks';
    await refused(come(await mint.proof(own, token, { htu })), 'proof_of_other_request');
  });

  const now = 1_800_000_000;
  const wrong: [what: string, reason: AccessReason, claims: object, header?: object][] = [
    ['of another method', 'proof_of_other_request', { htm: 'POST' }],
    ['of a method in small letters', 'proof_of_other_request', { htm: 'get' }],
    ['of another path', 'proof_of_other_request', { htu: `${baseUrl}/api/marks/` }],
    ['of another origin', 'proof_of_other_request', { htu: 'https://other.example/api/marks' }],
    ['of http', 'proof_of_other_request', { htu: 'http://journal.example/api/marks' }],
    ['of no address', 'proof_of_other_request', { htu: 'marks' }],
    ['of an address that is a number', 'proof_of_other_request', { htu: 7 }],
    ['of another token', 'proof_of_other_token', { ath: 'x' }],
    ['of a minute ago', 'stale_proof', { iat: now - 61 }],
    ['of the next minute', 'stale_proof', { iat: now + 61 }],
    ['of the day before yesterday', 'stale_proof', { iat: now - 2 * 86_400 }],
    ['without ath', 'malformed_proof', { ath: undefined }],
    ['without htm', 'malformed_proof', { htm: undefined }],
    ['without htu', 'malformed_proof', { htu: undefined }],
    ['without iat', 'malformed_proof', { iat: undefined }],
    ['without jti', 'malformed_proof', { jti: undefined }],
    ['with a number for jti', 'malformed_proof', { jti: 7 }],
    ['with an empty jti', 'malformed_proof', { jti: '' }],
    ['with a word for iat', 'malformed_proof', { iat: 'now' }],
    ['of another type', 'malformed_proof', {}, { typ: 'JWT' }],
    ['of no type', 'malformed_proof', {}, { typ: undefined }],
    ['without a key', 'malformed_proof', {}, { jwk: undefined }],
    ['with a key that is shared', 'malformed_proof', {}, { jwk: { kty: 'oct', k: 'AAAA' } }],
    ['with a jti without end', 'no_proof', { jti: 'x'.repeat(8192) }],
  ];
  for (const [what, reason, claims, header = {}] of wrong) {
    it(`are refused ${what}`, async () => {
      const error = await refused(come(await mint.proof(own, token, { ...claims }, { ...header })), reason);
      assert.equal(
        error.headers['WWW-Authenticate'],
        'DPoP realm="epos", error="invalid_dpop_proof", algs="ES256 ES384 EdDSA Ed25519 RS256 PS256"',
      );
    });
  }

  it('are refused of another key, with a private key, unsigned, by a shared secret, and changed', async () => {
    const other = await proofKey();
    await refused(come(await mint.proof(other, token)), 'proof_of_other_key');
    // Signed by another key than the one it shows.
    await refused(come(await mint.proof(other, token, {}, { jwk: own.jwk })), 'malformed_proof');
    const jwk = await exportJWK(own.privateKey);
    await refused(come(await mint.proof(own, token, {}, { jwk })), 'malformed_proof');
    await refused(come(handmade({ alg: 'none', typ: 'dpop+jwt', jwk: own.jwk }, {})), 'malformed_proof');
    const secret = await new SignJWT({ htm: 'GET' })
      .setProtectedHeader({
        alg: 'HS256',
        typ: 'dpop+jwt',
        jwk: { kty: 'oct', k: 'c2VjcmV0' } as JWTHeaderParameters['jwk'] & object,
      })
      .sign(new TextEncoder().encode('secret'));
    await refused(come(secret), 'malformed_proof');
    const [header, payload] = (await mint.proof(own, token)).split('.');
    await refused(come(`${header ?? ''}.${payload ?? ''}.AAAA`), 'malformed_proof');
  });

  it('are refused where there is none, or more than one', async () => {
    await refused(come(undefined), 'no_proof');
    const [one, two] = [await mint.proof(own, token), await mint.proof(own, token)];
    await refused(come(`${one}, ${two}`), 'no_proof');
    const headers = { authorization: `DPoP ${token}`, dpop: [one, two] };
    await refused(verifier.verifyAccessToken({ method: 'GET', url: '/api/marks', headers }), 'no_proof');
  });

  it('are refused a second time', async () => {
    const proof = await mint.proof(own, token);
    await come(proof);
    await refused(come(proof), 'replayed_proof');
    mint.now += 60;
    await refused(come(proof), 'replayed_proof');
    mint.now += 1;
    await refused(come(proof), 'stale_proof');
  });

  it('of the future are remembered until they are past', async () => {
    const proof = await mint.proof(own, token, { iat: mint.now + 60 });
    await come(proof);
    mint.now += 119;
    await refused(come(proof), 'replayed_proof');
  });

  it('of two people may have one jti', async () => {
    await come(await mint.proof(own, token, { jti: 'one' }));
    own = await proofKey();
    token = await mint.token({ cnf: { jkt: own.jkt } });
    assert.ok(await come(await mint.proof(own, token, { jti: 'one' })));
  });

  it('that cannot be remembered let nobody in, until there is room', async () => {
    verifier = mint.verifier({ replays: memoryReplays({ limit: 2, clock: mint.clock }) });
    const first = await mint.proof(own, token);
    await come(first);
    await come(await mint.proof(own, token));
    const error = await refused(come(await mint.proof(own, token)), 'too_many_proofs');
    assert.equal(error.status, 503);
    await refused(come(first), 'replayed_proof');
    mint.now += 180;
    assert.ok(await come(await mint.proof(own, token)));
  });

  it('of 1000 calls a second are all remembered, for as long as their nonces serve, and no longer', async () => {
    const replays = memoryReplays({ clock: mint.clock });
    for (let second = 0; second < 310; second += 1, mint.now += 1) {
      for (let one = 0; one < 1000; one += 1) {
        // Not by an assertion each: these are many.
        if ((await replays.firstUse(`${second}.${one}`, 300)) !== 'first') assert.fail(`full after ${second} s`);
      }
    }
    assert.equal(await replays.firstUse('11.0', 300), 'again');
    mint.now += 360;
    assert.equal(await replays.firstUse('11.0', 300), 'first');
  });

  it('are remembered wherever the server wants', async () => {
    const seen = new Set<string>();
    const replays = {
      firstUse: async (id: string, seconds: number) => {
        assert.equal(seconds, 120);
        await Promise.resolve();
        return seen.has(id) ? ('again' as const) : (seen.add(id), 'first' as const);
      },
    };
    const proof = await mint.proof(own, token);
    verifier = mint.verifier({ replays });
    await come(proof);
    verifier = mint.verifier({ replays });
    await refused(come(proof), 'replayed_proof');
  });

  it('are no matter of a scheme: bound tokens come with DPoP, others with Bearer', async () => {
    const asBearer = await refused(come(await mint.proof(own, token), 'Bearer'), 'bound_token');
    assert.ok(asBearer.headers['WWW-Authenticate']?.startsWith('DPoP realm="epos", error="invalid_token"'));
    await refused(verifier.verifyAccessToken(token), 'bound_token');
    token = await mint.token();
    const asDpop = await refused(come(await mint.proof(own, token)), 'unbound_token');
    assert.equal(asDpop.headers['WWW-Authenticate'], 'Bearer realm="epos", error="invalid_token"');
  });

  it('may be required of all', async () => {
    verifier = mint.verifier({ dpop: 'require' });
    assert.ok(await come(await mint.proof(own, token)));
    token = await mint.token();
    const error = await refused(come(undefined, 'Bearer'), 'unbound_token');
    assert.ok(error.headers['WWW-Authenticate']?.startsWith('DPoP '));
    assert.ok((await refused(come(undefined, 'Basic'), 'no_token')).headers['WWW-Authenticate']?.startsWith('DPoP '));
  });

  it('are not taken where they are off, and neither are tokens that need one', async () => {
    verifier = mint.verifier({ dpop: 'off', baseUrl: undefined });
    for (const scheme of ['DPoP', 'Bearer']) {
      const error = await refused(come(await mint.proof(own, token), scheme), 'bound_token');
      assert.equal(error.headers['WWW-Authenticate'], 'Bearer realm="epos", error="invalid_token"');
    }
  });

  describe('with nonces', () => {
    const nonceSecret = new Uint8Array(32).fill(7);
    beforeEach(() => {
      verifier = mint.verifier({ nonceSecret });
    });
    const nonceOf = async () => {
      const error = await refused(come(await mint.proof(own, token)), 'nonce_needed');
      assert.match(error.headers['WWW-Authenticate'] ?? '', /^DPoP realm="epos", error="use_dpop_nonce", algs=/);
      return error.headers['DPoP-Nonce'] ?? '';
    };

    it('bring one with every answer, and take it from any instance', async () => {
      const nonce = await nonceOf();
      verifier = mint.verifier({ nonceSecret });
      const caller = await come(await mint.proof(own, token, { nonce }));
      assert.deepEqual(caller.headers, { 'DPoP-Nonce': nonce });
      const { headers } = await refused(come(undefined), 'no_proof');
      assert.equal(headers['DPoP-Nonce'], nonce);
    });

    it('let in who has a wrong clock', async () => {
      const nonce = await nonceOf();
      assert.ok(await come(await mint.proof(own, token, { nonce, iat: mint.now - 7200 })));
      assert.ok(await come(await mint.proof(own, token, { nonce, iat: mint.now + 7200 })));
      await refused(come(await mint.proof(own, token, { nonce, iat: mint.now - 90_000 })), 'stale_proof');
    });

    it('refuse one that is old, of another secret, or none', async () => {
      const nonce = await nonceOf();
      const proof = await mint.proof(own, token, { nonce });
      await come(proof);
      for (const made of ['', 'x', 7, nonce.slice(1), undefined]) {
        await refused(come(await mint.proof(own, token, { nonce: made })), 'nonce_needed');
      }
      mint.now += 150;
      assert.notEqual(await nonceOf(), nonce);
      await refused(come(proof), 'replayed_proof');
      mint.now += 150;
      await refused(come(await mint.proof(own, token, { nonce })), 'nonce_needed');
      verifier = mint.verifier({ nonceSecret: new Uint8Array(32) });
      await refused(come(await mint.proof(own, token, { nonce: nonce })), 'nonce_needed');
    });
  });
});

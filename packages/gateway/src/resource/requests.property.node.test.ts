import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import { handmade, Mint, proofKey } from '../test/mint.ts';
import { AccessError, type IncomingRequest, type Verifier } from './resource.ts';

let mint: Mint;
let verifier: Verifier;
let bound: string;
let own: Awaited<ReturnType<typeof proofKey>>;
before(async () => {
  mint = await Mint.create();
  verifier = mint.verifier();
  own = await proofKey();
  bound = await mint.token({ cnf: { jkt: own.jkt } });
});

const refusedOrLetIn = (request: IncomingRequest) =>
  verifier.verifyAccessToken(request).then(
    () => 'let in',
    (error: unknown) => {
      // Whatever comes, who calls is told by an answer and not by a crash.
      assert.ok(error instanceof AccessError, String(error));
      assert.ok(error.toResponse().status < 500);
      return 'refused';
    },
  );

const json = fc.jsonValue({ maxDepth: 2 });
const claims = fc.record(
  {
    iss: json,
    aud: json,
    sub: json,
    exp: fc.oneof(json, fc.constant(1_800_000_100)),
    cnf: json,
    scope: json,
    typ: json,
    nbf: json,
  },
  { requiredKeys: [] },
);

it('whatever stands in the headers, the answer is a refusal', async () => {
  const scheme = fc.constantFrom('Bearer ', 'DPoP ', 'bearer', '');
  const headers = fc.record({
    authorization: fc.tuple(scheme, fc.string({ unit: 'binary' })).map((two) => two.join('')),
    dpop: fc.string(),
  });
  await fc.assert(
    fc.asyncProperty(headers, fc.string(), fc.string(), async (all, method, url) => {
      assert.equal(await refusedOrLetIn({ method, url, headers: all }), 'refused');
    }),
  );
});

it('whatever an unsigned token says, the answer is a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(json, json, fc.base64String(), async (header, payload, signature) => {
      const authorization = `Bearer ${handmade(header, payload, signature.replace(/=+$/, ''))}`;
      assert.equal(await refusedOrLetIn({ method: 'GET', url: '/', headers: { authorization } }), 'refused');
    }),
  );
});

it('whatever the SSO signs, nothing breaks, and only a person of this audience is let in', async () => {
  await fc.assert(
    fc.asyncProperty(claims, async (said) => {
      const authorization = `Bearer ${await mint.token(said)}`;
      const outcome = await refusedOrLetIn({ method: 'GET', url: '/', headers: { authorization } });
      const odd = ['iss', 'aud', 'cnf'].some((name) => name in said);
      if (odd) assert.equal(outcome, 'refused');
    }),
  );
});

it('whatever a proof says, nothing breaks, and only the right one lets in', async () => {
  const proofs = fc.record(
    { htm: json, htu: json, iat: json, jti: json, ath: json, nonce: json },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(proofs, async (said) => {
      const dpop = await mint.proof(own, bound, said);
      const request = { method: 'GET', url: '/api/marks', headers: { authorization: `DPoP ${bound}`, dpop } };
      const outcome = await refusedOrLetIn(request);
      if (['htm', 'htu', 'iat', 'ath'].some((name) => name in said)) assert.equal(outcome, 'refused');
      assert.equal(await refusedOrLetIn(request), 'refused');
    }),
  );
});

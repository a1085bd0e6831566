import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { EposError } from '../errors/errors.ts';
import { askPortal, signIn, ssoProofs, tab } from '../test/bound-sign-in-stage.ts';
import { failure, sso, tokenRequests } from '../test/sign-in-stage.ts';

describe('nonces of the SSO', () => {
  it('go into a second, fresh proof', async () => {
    ssoProofs.nonce = 'n1';
    await signIn();
    const [first, second, more] = ssoProofs.seen;
    assert.ok(first && second && !more);
    assert.equal(first.claims.nonce, undefined);
    assert.equal(second.claims.nonce, 'n1');
    assert.notEqual(first.claims.jti, second.claims.jti);
    assert.deepEqual(first.header.jwk, second.header.jwk);
    const [once, twice] = tokenRequests().map(({ body }) => String(body));
    assert.equal(once, twice);
  });

  it('are taken from good answers too', async () => {
    sso.refreshes = true;
    ssoProofs.nonce = 'n1';
    await signIn();
    const { check } = ssoProofs;
    ssoProofs.check = async (...proof) => {
      const checked = await check(...proof);
      ssoProofs.nonce = 'n2';
      return checked;
    };
    await tab.client.getToken({ renew: true });
    await tab.client.getToken({ renew: true });
    assert.deepEqual(
      ssoProofs.seen.map(({ claims }) => claims.nonce),
      [undefined, 'n1', 'n1', 'n2'],
    );
  });

  it('end after one further try where each is refused', async () => {
    const { check } = ssoProofs;
    let count = 0;
    ssoProofs.check = (...proof) => {
      ssoProofs.nonce = `n${++count}`;
      return check(...proof);
    };
    const refused = failure('token_refused', { providerCode: 'use_dpop_nonce', phase: 'callback' });
    await assert.rejects(signIn(), refused);
    assert.equal(tokenRequests().length, 2);
  });

  it('bring no further try where none comes, or another error', async () => {
    const answers = [
      Response.json({ error: 'use_dpop_nonce' }, { status: 400 }),
      Response.json({ error: 'invalid_dpop_proof' }, { status: 400, headers: { 'DPoP-Nonce': 'n1' } }),
      Response.json('use_dpop_nonce', { status: 400, headers: { 'DPoP-Nonce': 'n1' } }),
      Response.json(null, { status: 400, headers: { 'DPoP-Nonce': 'n1' } }),
      new Response('use_dpop_nonce', { status: 502, headers: { 'DPoP-Nonce': 'n1' } }),
    ];
    for (const answer of answers) {
      sso.requests.length = 0;
      sso.faults.tokenAnswer = () => answer;
      await assert.rejects(signIn(), EposError);
      assert.equal(tokenRequests().length, 1);
    }
  });
});

describe('nonces of the portal', () => {
  beforeEach(() => signIn());

  it('go into a second proof, along with the same body', async () => {
    tab.portal.proofs.nonce = 'p1';
    assert.equal(await askPortal({ method: 'POST', body: 'класс 7б' }), 200);
    assert.deepEqual(
      tab.portal.requests.map(({ body }) => body),
      ['класс 7б', 'класс 7б'],
    );
    assert.deepEqual(
      tab.portal.proofs.seen.map(({ claims }) => claims.nonce),
      [undefined, 'p1'],
    );
    assert.equal(await askPortal(), 200);
    assert.equal(tab.portal.requests.length, 3);
  });

  it('stay with their origin', async () => {
    tab.portal.proofs.nonce = 'p1';
    await askPortal();
    ssoProofs.nonce = 's1';
    sso.refreshes = true;
    await signIn();
    await askPortal();
    for (const { claims } of ssoProofs.seen) assert.notEqual(claims.nonce, 'p1');
    for (const { claims } of tab.portal.proofs.seen) assert.notEqual(claims.nonce, 's1');
  });

  const challenges: Record<string, (error: string) => string> = {
    'in capitals': (error) => `DPOP ERROR="${error}"`,
    'without quotes': (error) => `dpop error=${error}, algs="ES256"`,
    'with spaces': (error) => `Bearer realm="a, dpop b",DPoP   algs="ES256" , error = "${error}"`,
  };
  for (const [name, challenge] of Object.entries(challenges)) {
    it(`are heard ${name}`, async () => {
      tab.portal.proofs.nonce = 'p1';
      tab.portal.challenge = challenge;
      assert.equal(await askPortal(), 200);
      assert.equal(tab.portal.requests.length, 2);
    });
  }

  it('are looked for in no time, however long the challenge', async () => {
    const long = 'dpop error '.repeat(20_000);
    tab.portal.challenge = () => long;
    tab.portal.proofs.nonce = 'p1';
    tab.page.frame = (url) => sso.authorize(url);
    const began = performance.now();
    assert.equal(await askPortal(), 200);
    assert.ok(performance.now() - began < 1000);
  });

  it('end after one further try where each is refused, and one with another token', async () => {
    const { check } = tab.portal.proofs;
    let count = 0;
    tab.portal.proofs.check = (...proof) => {
      tab.portal.proofs.nonce = `p${++count}`;
      return check(...proof);
    };
    tab.page.frame = (url) => sso.authorize(url);
    assert.equal(await askPortal(), 401);
    assert.equal(tab.portal.requests.length, 4);
    assert.equal(tokenRequests().length, 2);
  });

  it('bring no further try with the same token where the challenge is not of this scheme', async () => {
    tab.portal.proofs.nonce = 'p1';
    tab.portal.challenge = (error) => `Bearer error="${error}"`;
    tab.page.frame = (url) => sso.authorize(url);
    assert.equal(await askPortal(), 200);
    const [first, second, more] = tab.portal.proofs.seen;
    assert.ok(first && second && !more);
    assert.notEqual(first.claims.ath, second.claims.ath);
  });
});

import assert from 'node:assert/strict';
import { describe, it, type MockTracker } from 'node:test';
import { askPortal, openTab, proofHeaders, signIn, silence, ssoProofs, tab } from '../test/bound-sign-in-stage.ts';
import { home } from '../test/direct-tab.ts';
import { failure, sso } from '../test/sign-in-stage.ts';
import { dpop } from './dpop.ts';
import { makeKey, thumbprint } from './proof.ts';

const lastProof = () => ssoProofs.seen.at(-1) ?? assert.fail('no proof');

describe('dpop()', () => {
  it('takes auto and require, and nothing else', () => {
    for (const use of [undefined, 'auto', 'require'] as const) assert.ok(dpop(use ? { use } : {}));
    for (const use of ['off', '', null]) {
      assert.throws(() => dpop({ use: use as never }), failure('invalid_options', { phase: 'configure' }));
    }
  });
});

describe('a bound sign-in', () => {
  it('binds code and token to one key, and proves it to the portal', async () => {
    const said = await signIn();
    const jkt = [...sso.bound.values()];
    assert.equal(jkt.length, 1);
    assert.equal(said.get('dpop_jkt'), jkt[0]);
    assert.equal(await askPortal(), 200);
    assert.equal(tab.portal.requests[0]?.scheme, 'DPoP');
  });

  it('says method, address without query and fragment, and a jti of its own each time', async () => {
    await signIn();
    assert.equal(await askPortal({ method: 'DELETE' }), 200);
    assert.equal(await askPortal(), 200);
    const [first, second] = tab.portal.proofs.seen;
    assert.equal(first?.claims.htm, 'DELETE');
    assert.equal(first.claims.htu, 'https://portal.example/api/v1/me');
    assert.ok(first.claims.ath);
    assert.notEqual(first.claims.jti, second?.claims.jti);
    const { claims } = lastProof();
    assert.deepEqual(Object.keys(claims).sort(), ['htm', 'htu', 'iat', 'jti']);
  });

  it('shows the public half of a key whose private half nobody can read', async () => {
    await signIn();
    const { jwk } = lastProof().header;
    assert.deepEqual(Object.keys(jwk).sort(), ['crv', 'kty', 'x', 'y']);
    const [pair] = [...tab.keys.kept.values()];
    assert.ok(pair);
    assert.deepEqual(pair.privateKey.usages, ['sign']);
    for (const format of ['jwk', 'pkcs8'] as const) {
      await assert.rejects(crypto.subtle.exportKey(format, pair.privateKey), { name: 'InvalidAccessError' });
    }
  });

  it('renews with the same key', async () => {
    sso.refreshes = true;
    await signIn();
    const before = await tab.client.getToken();
    tab.elapsed = 299_000;
    // Time goes on for everybody.
    sso.ahead = ssoProofs.ahead = tab.portal.proofs.ahead = 299;
    assert.equal(await askPortal(), 200);
    const after = await tab.client.getToken();
    assert.notEqual(after, before);
    assert.equal(sso.bound.get(after), sso.bound.get(before));
  });

  it('keeps one key for each client at each issuer', async () => {
    const said = await signIn();
    assert.equal((await signIn()).get('dpop_jkt'), said.get('dpop_jkt'));
    assert.deepEqual([...tab.keys.kept.keys()], [`${sso.issuer} ${sso.clientId}`]);
  });

  it('ends where the key is gone when the answer comes', async () => {
    await tab.load(home).signIn({});
    tab.keys.kept.clear();
    const answered = tab.load(sso.authorize(tab.page.lastWent));
    await assert.rejects(answered.restore(), failure('token_refused', { providerCode: 'invalid_dpop_proof' }));
  });

  it('drops the key at sign-out, and begins the next session with another', async () => {
    const before = (await signIn()).get('dpop_jkt');
    await tab.client.signOut({});
    assert.equal(tab.keys.kept.size, 0);
    const after = (await signIn()).get('dpop_jkt');
    assert.ok(after);
    assert.notEqual(after, before);
  });

  it('goes on with its key where another tab has dropped it, and keeps it for the next redirect', async () => {
    await signIn();
    tab.keys.kept.clear();
    assert.equal(await askPortal(), 200);
    await tab.client.signIn({});
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.equal(await askPortal(), 200);
  });
});

describe('the key of another tab', () => {
  it('takes the place of the own, once that tab has signed out and in', async () => {
    sso.refreshes = true;
    await signIn();
    const other = await makeKey();
    tab.keys.kept.set(`${sso.issuer} ${sso.clientId}`, other);
    tab.page.frame = (url) => sso.authorize(url);
    assert.equal(sso.bound.get(await tab.client.getToken({ renew: true })), await thumbprint(other));
    assert.equal(await askPortal(), 200);
  });
});

describe('a store that keeps no keys', () => {
  const refusals: Record<string, (mock: MockTracker) => () => Promise<never>> = {
    'it cannot clone them': () => () => Promise.reject(new DOMException('CryptoKey', 'DataCloneError')),
    'it never answers': (mock) => {
      mock.timers.enable({ apis: ['setTimeout'] });
      return () =>
        silence(() => {
          mock.timers.tick(2000);
        });
    },
  };
  for (const [name, refusal] of Object.entries(refusals)) {
    it(`leaves the code unbound and the key in memory: ${name}`, async ({ mock }) => {
      sso.refreshes = true;
      tab.keys.refuses = refusal(mock);
      assert.equal((await signIn()).has('dpop_jkt'), false);
      assert.equal(sso.bound.size, 1);
      assert.equal(await askPortal(), 200);
      const before = await tab.client.getToken();
      const after = await tab.client.getToken({ renew: true });
      assert.equal(sso.bound.get(after), sso.bound.get(before));
      await tab.client.signOut({});
    });
  }
});

describe('auto and require', () => {
  it('auto takes a bearer token, require none', async () => {
    sso.faults.token = { token_type: 'Bearer' };
    await signIn();
    assert.deepEqual([await tab.client.restore(), proofHeaders().length], [{ kind: 'session', interactive: false }, 1]);
    openTab('require');
    await assert.rejects(signIn(), failure('bad_response', { phase: 'callback' }));
    await assert.rejects(tab.client.getToken(), failure('session_ended'));
  });

  it('take the type of a token in any case', async () => {
    sso.faults.token = { token_type: 'dPOp' };
    openTab('require');
    await signIn();
    assert.equal(await askPortal(), 200);
  });

  it('auto says nothing of a key to an SSO that does not announce ES256', async () => {
    for (const announced of [undefined, null, ['RS256'], 'ES256K', 7]) {
      sso.faults.metadata = { dpop_signing_alg_values_supported: announced };
      openTab();
      assert.equal((await signIn()).has('dpop_jkt'), false);
      assert.deepEqual(proofHeaders().at(-1), null);
      assert.equal(tab.asked + tab.keys.kept.size, 0);
    }
  });

  it('require proves all the same', async () => {
    sso.faults.metadata = { dpop_signing_alg_values_supported: undefined };
    openTab('require');
    assert.ok((await signIn()).get('dpop_jkt'));
    assert.equal(await askPortal(), 200);
  });
});

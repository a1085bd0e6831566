import assert from 'node:assert/strict';
import { beforeEach, describe, it, type MockTracker } from 'node:test';
import { EposError } from '../errors/errors.ts';
import { BoundTab } from '../test/bound-stage.ts';
import { home } from '../test/direct-tab.ts';
import { ProofChecker } from '../test/proof-checker.ts';
import { failure, sso, tokenRequests } from '../test/sign-in-stage.ts';
import { dpop } from './dpop.ts';
import { makeKey, thumbprint } from './proof.ts';

const hour = 60 * 60 * 1000;
const portal = 'https://portal.example/api/v1/me?view=short#top';

let tab: BoundTab;
let ssoProofs: ProofChecker;
beforeEach(() => {
  sso.proofs = ssoProofs = new ProofChecker();
  sso.refreshes = false;
  sso.bound.clear();
  tab = new BoundTab(sso);
});

const askPortal = async (init?: RequestInit) => (await tab.client.fetch(portal, init)).status;
const proofHeaders = () => tokenRequests().map(({ init }) => new Headers(init.headers).get('dpop'));
const asked = () => new URL(tab.page.went[0]?.url ?? '').searchParams;
const lastProof = (checker: ProofChecker) => checker.seen.at(-1) ?? assert.fail('no proof');

/** No answer ever; `wait` lets time pass once somebody waits for it. */
function silence(wait: () => void): Promise<never> {
  queueMicrotask(wait);
  return new Promise(() => undefined);
}

/** Signs in, and gives what the authorization request said. */
async function signIn(on = tab): Promise<URLSearchParams> {
  await on.load(home).signIn({});
  const said = new URL(on.page.lastWent).searchParams;
  await on.load(sso.authorize(on.page.lastWent)).restore();
  return said;
}

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
    const { claims } = lastProof(ssoProofs);
    assert.deepEqual(Object.keys(claims).sort(), ['htm', 'htu', 'iat', 'jti']);
  });

  it('shows the public half of a key whose private half nobody can read', async () => {
    await signIn();
    const { jwk } = lastProof(ssoProofs).header;
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
    tab = new BoundTab(sso, 'require');
    await assert.rejects(signIn(), failure('bad_response', { phase: 'callback' }));
    await assert.rejects(tab.client.getToken(), failure('session_ended'));
  });

  it('take the type of a token in any case', async () => {
    sso.faults.token = { token_type: 'dPOp' };
    tab = new BoundTab(sso, 'require');
    await signIn();
    assert.equal(await askPortal(), 200);
  });

  it('auto says nothing of a key to an SSO that does not announce ES256', async () => {
    for (const announced of [undefined, null, ['RS256'], 'ES256K', 7]) {
      sso.faults.metadata = { dpop_signing_alg_values_supported: announced };
      tab = new BoundTab(sso);
      assert.equal((await signIn()).has('dpop_jkt'), false);
      assert.deepEqual(proofHeaders().at(-1), null);
      assert.equal(tab.asked + tab.keys.kept.size, 0);
    }
  });

  it('require proves all the same', async () => {
    sso.faults.metadata = { dpop_signing_alg_values_supported: undefined };
    tab = new BoundTab(sso, 'require');
    assert.ok((await signIn()).get('dpop_jkt'));
    assert.equal(await askPortal(), 200);
  });
});

describe('the time of a proof', () => {
  for (const offset of [2 * hour, -2 * hour]) {
    it(`is the server's on a device that is off by ${offset / hour} hours`, async () => {
      sso.refreshes = true;
      sso.expiresIn = undefined;
      tab.elapsed = offset;
      assert.ok((await signIn()).get('dpop_jkt'));
      assert.equal(await askPortal(), 200);
      await tab.client.getToken({ renew: true });
      assert.equal(await askPortal(), 200);
      assert.equal(sso.bound.size, 2);
    });
  }

  it('is asked of the page once for a sign-in, on the way there', async () => {
    await tab.load(home).signIn({});
    assert.equal(tab.asked, 1);
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.equal(tab.asked, 1);
  });

  it('is asked for again where the clock was set meanwhile', async () => {
    await tab.load(home).signIn({});
    tab.elapsed = -hour;
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.equal(tab.asked, 2);
    assert.equal(sso.bound.size, 1);
  });

  it('is asked for again where the clock was set while the page stood open', async () => {
    sso.expiresIn = undefined;
    sso.refreshes = true;
    await signIn();
    tab.elapsed = -hour;
    assert.equal(await askPortal(), 200);
    assert.equal(tab.portal.requests.length, 2);
  });

  it('counts how old the answer of a cache is', async () => {
    tab.clock = () => ({ date: new Date(Date.now() - hour).toUTCString(), age: '3600' });
    await signIn();
    assert.equal(sso.bound.size, 1);
  });

  const silences: Record<string, Partial<BoundTab>> = {
    'no Date': { clock: undefined },
    'a Date that is none': { clock: () => ({ date: 'yesterday' }) },
    'a Date out of an old cache': { clock: () => ({ date: 'Sun, 22 Nov 2020 09:00:00 GMT' }) },
    'a line that breaks': {
      clock: () => {
        throw new TypeError('Failed to fetch');
      },
    },
  };
  for (const [name, silence] of Object.entries(silences)) {
    it(`is not guessed by auto: ${name}`, async () => {
      Object.assign(tab, silence);
      assert.equal((await signIn()).has('dpop_jkt'), false);
      assert.deepEqual(proofHeaders(), [null]);
      assert.equal(await askPortal(), 200);
      assert.equal(tab.portal.requests[0]?.scheme, 'Bearer');
    });
  }

  it('is not waited for: a page that never answers', async ({ mock }) => {
    const { fetch } = tab;
    mock.timers.enable({ apis: ['setTimeout'] });
    const wait = () => {
      mock.timers.tick(2000);
    };
    tab.fetch = (input, init) => (init?.method === 'HEAD' ? silence(wait) : fetch(input, init));
    await tab.load(home).signIn({});
    assert.equal(asked().has('dpop_jkt'), false);
  });

  it("is the device's for require, where nobody tells", async () => {
    tab = new BoundTab(sso, 'require');
    tab.clock = undefined;
    assert.ok((await signIn()).get('dpop_jkt'));
    assert.equal(await askPortal(), 200);
  });

  it("is the device's for a code that is bound, where nobody tells any more", async () => {
    await tab.load(home).signIn({});
    tab.clock = undefined;
    tab.session.removeItem('epos-login:ahead');
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.equal(sso.bound.size, 1);
  });

  it('does not need sessionStorage to take it', async () => {
    const setItem = tab.session.setItem.bind(tab.session);
    tab.session.setItem = (key, value) => {
      if (key === 'epos-login:ahead') throw new DOMException('full', 'QuotaExceededError');
      setItem(key, value);
    };
    await signIn();
    assert.deepEqual([sso.bound.size, tab.asked], [1, 2]);
  });
});

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

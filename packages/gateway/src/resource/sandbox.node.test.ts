import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '@epos-login/sandbox';
import { Browser } from '../../../sandbox/src/test/browser.ts';
import {
  answer,
  ath,
  authorizationRequest,
  dpopKey,
  exchange,
  signInByRsaa,
  tokensByRsaa,
  type Tokens,
} from '../../../sandbox/src/test/client.ts';
import { refused } from '../test/refusals.ts';
import { createVerifier, type Verifier } from './resource.ts';

/** Against a certified OpenID Provider, and a portal that speaks the contract. */
describe('a subsystem’s server beside the sandbox', () => {
  const baseUrl = 'https://journal.example';
  let sandbox: Sandbox;
  let verifier: Verifier;
  let tokens: Tokens;
  let later = 0;
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
  });
  beforeEach(async () => {
    sandbox.control.reset();
    ({ tokens } = await tokensByRsaa(sandbox, { username: 'smirnov.ai' }));
    later = 0;
    verifier = createVerifier({
      issuer: sandbox.origins.sso,
      audience: sandbox.portalUrl,
      portal: sandbox.portalUrl,
      tokenType: 'at+jwt',
      scopes: ['openid'],
      baseUrl,
      clock: () => Date.now() + later,
    });
  });
  after(() => sandbox.close());

  it('knows who calls, and in which roles', async () => {
    const caller = await verifier.verifyAccessToken(tokens.access_token);
    assert.equal(caller.sub, 'epos-person-2');
    assert.equal(caller.clientId, 'epos-demo');
    assert.equal((await caller.person())?.name, 'Смирнов Алексей Игоревич');
    assert.deepEqual(
      (await caller.roles()).map(({ category }) => category),
      ['employee', 'parent', 'parent'],
    );
    assert.equal((await caller.requireRole('parent')).length, 2);
    await refused(caller.requireRole('student'), 'missing_role');
  });

  it('takes no id_token and no refresh token for an access token', async () => {
    await refused(verifier.verifyAccessToken(tokens.id_token), 'wrong_audience');
    const careless = createVerifier({ issuer: sandbox.origins.sso, audience: 'epos-demo', dpop: 'off' });
    await refused(careless.verifyAccessToken(tokens.id_token), 'wrong_type');
    await refused(verifier.verifyAccessToken(tokens.refresh_token), 'malformed_token');
  });

  it('says 503, and not «no roles», while the portal is out of order', async () => {
    for (const outage of ['unavailable', 'limited', 'dropped'] as const) {
      sandbox.control.faults.set('portal', { outage });
      const caller = await verifier.verifyAccessToken(tokens.access_token);
      const error = await refused(caller.requireRole('employee'), 'portal_unavailable');
      assert.equal(error.headers['Retry-After'], '5');
    }
  });

  it('says 503 while the SSO is out of order, and lets in who comes afterwards', async () => {
    sandbox.control.faults.set('sso', { outage: 'unavailable' });
    await refused(verifier.verifyAccessToken(tokens.access_token), 'keys_unavailable');
    sandbox.control.faults.reset();
    later = 3000;
    assert.equal((await verifier.verifyAccessToken(tokens.access_token)).sub, 'epos-person-2');
  });

  it('checks the proofs of bound tokens', async () => {
    const key = await dpopKey();
    const bound = await boundToken(sandbox, key);
    const proof = await key.proof('GET', `${baseUrl}/api/marks`, { ath: ath(bound) });
    const come = (DPoP: string, Authorization = `DPoP ${bound}`) =>
      verifier.verifyAccessToken(new Request('http://localhost:1/api/marks', { headers: { Authorization, DPoP } }));
    assert.equal((await come(proof)).sub, 'epos-person-1');
    await refused(come(proof), 'replayed_proof');
    await refused(come(proof, `Bearer ${bound}`), 'bound_token');
  });
});

async function boundToken(sandbox: Sandbox, key: Awaited<ReturnType<typeof dpopKey>>): Promise<string> {
  const request = authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' });
  const { code = '' } = answer(await signInByRsaa(sandbox, new Browser(), request));
  const url = `${sandbox.origins.sso}/token`;
  const first = await exchange(sandbox, code, request, {}, { DPoP: await key.proof('POST', url) });
  const nonce = first.headers.get('DPoP-Nonce') ?? '';
  const { body } = await exchange(sandbox, code, request, {}, { DPoP: await key.proof('POST', url, { nonce }) });
  return body.access_token;
}

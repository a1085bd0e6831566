import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AccessError, createVerifier, keycloakRoles } from '@epos-login/gateway/resource';
import type { Visitor } from '../harness/visitor.ts';
import { stage, visit } from './stage.ts';
import { askPortal, people, read, signInByRsaa, tokenOf } from './steps.ts';

describe('a subsystem’s server that is called with Keycloak’s tokens', () => {
  it('knows who calls, and in which roles', async () => {
    const { issuer, sandbox } = await stage();
    const visitor = await visit();
    await signInByRsaa(visitor);
    const verifier = createVerifier({
      issuer,
      audience: sandbox.portalUrl,
      portal: sandbox.portalUrl,
      tokenType: 'at+jwt',
      dpop: 'off',
    });
    const caller = await verifier.verifyAccessToken(await tokenOf(visitor, { renew: true }));
    assert.equal(caller.sub, people.teacher.epos.sub);
    assert.equal(caller.clientId, 'epos-page');
    assert.ok(caller.scopes.includes('openid'));
    assert.ok((await caller.requireRole('employee')).length);
    await refused(caller.requireRole('student'), 'missing_role');
  });

  it('reads roles where Keycloak writes them', async () => {
    const { issuer, sandbox } = await stage();
    const visitor = await visit();
    await signInByRsaa(visitor);
    const rolesFrom = keycloakRoles({
      realm: { 'default-roles-epos': { category: 'employee', title: 'Сотрудник' } },
      clients: { account: { 'view-profile': { category: 'student', title: 'Обучающийся' } } },
    });
    const verifier = createVerifier({ issuer, audience: sandbox.portalUrl, rolesFrom, dpop: 'off' });
    const caller = await verifier.verifyAccessToken(await tokenOf(visitor, { renew: true }));
    assert.deepEqual(
      (await caller.roles()).map(({ id }) => id),
      ['realm:default-roles-epos', 'client:account:view-profile'],
    );
  });

  it('takes bound tokens with the SDK’s proofs, once, and as bearer tokens never', async () => {
    const { issuer, sandbox } = await stage();
    const visitor = await visit('/bound/');
    await signInByRsaa(visitor);
    const { origin, pathname } = new URL(`${sandbox.portalUrl}/v1/me`);
    const call = await callOf(visitor, `${origin}${pathname}`);
    const verifier = createVerifier({ issuer, audience: sandbox.portalUrl, baseUrl: origin });
    const caller = await verifier.verifyAccessToken({ ...call, url: pathname });
    assert.equal(caller.sub, people.teacher.epos.sub);
    await refused(verifier.verifyAccessToken({ ...call, url: pathname }), 'replayed_proof');
    await refused(verifier.verifyAccessToken({ ...call, url: '/api/v1/me/subsystems' }), 'proof_of_other_request');
    const token = await tokenOf(visitor, { renew: true });
    assert.ok(read(token).cnf?.jkt);
    await refused(verifier.verifyAccessToken(token), 'bound_token');
  });
});

/** The page's next call of an address, with its headers. */
async function callOf(visitor: Visitor, address: string) {
  const called = visitor.page.waitForRequest((request) => request.url() === address && request.method() === 'GET');
  assert.equal(await askPortal(visitor), 200);
  const request = await called;
  return { method: request.method(), headers: request.headers() };
}

async function refused(work: Promise<unknown>, reason: AccessError['reason']): Promise<void> {
  await assert.rejects(work, (error) => error instanceof AccessError && error.reason === reason);
}

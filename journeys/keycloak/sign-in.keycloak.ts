import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { submitEsia } from '../harness/forms.ts';
import type { Visitor } from '../harness/visitor.ts';
import { stage, visit } from './stage.ts';
import { askPortal, claimsOf, parent, people, signInByEsia, signInByRsaa, visitsToKeycloak } from './steps.ts';

describe('sign-in at Keycloak', () => {
  it('by the hint rsaa: straight to the password page of realm pk, and back', async () => {
    const { keycloak } = await stage();
    const visitor = await visit();
    const { page } = await visitsToKeycloak(visitor);
    await signInByRsaa(visitor);
    assert.match(page[0] ?? '', /\/realms\/epos\/.*[?&]kc_idp_hint=rsaa/);
    assert.ok(page.some((address) => address.startsWith(`${keycloak.origin}/realms/pk/protocol/openid-connect/auth`)));
    assert.equal((await claimsOf(visitor)).sub, people.teacher.epos.sub);
    assert.equal(await askPortal(visitor), 200);
    await visitor.leavesNoSecrets();
  });

  it('by the hint esia: through the gateway to Gosuslugi, and back', async () => {
    const { sandbox } = await stage();
    const visitor = await visit();
    const atEsia = visitor.requestsTo(new RegExp(`^${sandbox.origins.esia}/aas/`));
    await signInByEsia(visitor, people.parent, parent);
    assert.equal(atEsia.length, 1);
    assert.equal((await claimsOf(visitor)).sub, people.parent.epos.sub);
    assert.equal(await askPortal(visitor), 200);
    await visitor.leavesNoSecrets();
  });

  it('by a pushed request: no address but the reference, and the hint is heeded', async () => {
    const visitor = await visit('/pushed/');
    const { page } = await visitsToKeycloak(visitor);
    await signInByRsaa(visitor);
    const { searchParams } = new URL(page[0] ?? '');
    assert.deepEqual([...searchParams.keys()].sort(), ['client_id', 'request_uri']);
    assert.equal(await askPortal(visitor), 200);
  });

  it('of a person whom EPOS does not know: nobody is signed in', async () => {
    const visitor = await visit();
    await visitor.press('Вход через ЕСИА');
    await submitEsia(visitor, people.stranger);
    await visitor.press('Предоставить');
    await endsAtKeycloak(visitor);
  });

  it('of a person who declines at Gosuslugi: nobody is signed in', async () => {
    const visitor = await visit();
    await visitor.press('Вход через ЕСИА');
    await submitEsia(visitor, people.parent);
    await visitor.press('Отказать');
    await endsAtKeycloak(visitor);
  });
});

/** Keycloak keeps such a person on a page of its own; the subsystem hears nothing and finds nobody. */
async function endsAtKeycloak(visitor: Visitor): Promise<void> {
  const { keycloak, page } = await stage();
  await visitor.arrivesAt(keycloak.origin);
  await visitor.open(`${page}/`);
  await visitor.sees('Вы не вошли: never');
}

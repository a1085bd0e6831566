import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { submitEsia } from '../harness/forms.ts';
import { visit } from './stage.ts';
import { claimsOf, isSignedIn, people, signInByRsaa, submitPassword, teacher } from './steps.ts';

describe('step-up at Keycloak', () => {
  it('asks for the password again at maxAge 0, although a session stands', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor);
    const before = await claimsOf(visitor);
    // `auth_time` counts in whole seconds, and is to tell the two apart.
    await visitor.page.waitForFunction((then) => Date.now() / 1000 >= then + 1, {}, before.auth_time);
    await visitor.page.evaluate(() => void window.epos.signIn({ provider: 'rsaa', maxAge: 0 }));
    await submitPassword(visitor);
    await visitor.sees(teacher);
    const after = await claimsOf(visitor);
    assert.equal(after.sub, before.sub);
    assert.ok(after.auth_time > before.auth_time);
  });

  it('goes on without a word where the session is fresh enough', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor);
    const passwords = visitor.requestsTo(/\/realms\/pk\//);
    const { auth_time } = await claimsOf(visitor);
    await Promise.all([
      visitor.page.waitForNavigation(),
      visitor.page.evaluate(() => void window.epos.signIn({ provider: 'rsaa', maxAge: 3600 })),
    ]);
    await visitor.sees(teacher);
    assert.equal((await claimsOf(visitor)).auth_time, auth_time);
    assert.deepEqual(passwords, []);
  });

  it('leads from РСАА to ЕСИА for acr 2', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor);
    const before = await claimsOf(visitor);
    assert.notEqual(before.acr, '2');
    await visitor.page.evaluate(() => void window.epos.signIn({ provider: 'esia', acr: '2' }));
    await submitEsia(visitor, people.teacher);
    await visitor.press('Предоставить');
    await isSignedIn(visitor, teacher);
    const after = await claimsOf(visitor);
    assert.equal(after.sub, before.sub);
    assert.equal(after.acr, '2');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage, visit } from './stage.ts';
import {
  askPortal,
  claimsOf,
  grantsOf,
  read,
  overhearRefreshToken,
  signInByRsaa,
  teacher,
  tokenOf,
  useRefreshToken,
  visitsToKeycloak,
} from './steps.ts';

describe('tokens bound by DPoP and kept for all tabs', () => {
  it('are taken by the portal with a proof, and by nobody without', async () => {
    const { sandbox } = await stage();
    const visitor = await visit('/bound/');
    await signInByRsaa(visitor);
    const token = await tokenOf(visitor);
    assert.match(read(token).cnf?.jkt ?? '', /^[\w-]{43}$/);
    assert.equal(await askPortal(visitor), 200);
    for (const scheme of ['Bearer', 'DPoP']) {
      const stolen = await fetch(`${sandbox.portalUrl}/v1/me`, { headers: { Authorization: `${scheme} ${token}` } });
      assert.equal(stolen.status, 401);
    }
  });

  it('are renewed once for two tabs, by the key alone', async () => {
    const { page } = await stage();
    const one = await visit('/bound/');
    const refreshToken = await overhearRefreshToken(one);
    await signInByRsaa(one);
    assert.equal(await useRefreshToken('epos-page-bound', await refreshToken()), 400);

    const two = await one.anotherTab();
    const visits = await visitsToKeycloak(two);
    await two.open(`${page}/bound/`);
    await two.sees(teacher);
    // The second tab lives on what the first has kept, and asked Keycloak for nothing.
    assert.deepEqual(visits, { page: [], frame: [] });

    const grants = [grantsOf(one), grantsOf(two)];
    const tokens = await Promise.all([tokenOf(one, { renew: true }), tokenOf(two, { renew: true })]);
    assert.deepEqual((await Promise.all(grants.map((asked) => asked()))).flat(), ['refresh_token']);
    assert.equal(new Set(tokens).size, 1);
    assert.deepEqual([await askPortal(one), await askPortal(two)], [200, 200]);
    assert.deepEqual(two.complaints, []);
  });

  it('survive a reload without a question to Keycloak', async () => {
    const visitor = await visit('/bound/');
    await signInByRsaa(visitor);
    const { sid } = await claimsOf(visitor);
    const visits = await visitsToKeycloak(visitor);
    await visitor.reload();
    await visitor.sees(teacher);
    assert.equal((await claimsOf(visitor)).sid, sid);
    assert.deepEqual(visits, { page: [], frame: [] });
  });

  it('leave nothing behind at sign-out, in either tab', async () => {
    const one = await visit('/bound/');
    await signInByRsaa(one);
    const two = await one.anotherTab();
    await two.open(one.page.url());
    await two.sees(teacher);
    await one.press('Выход');
    await one.sees('Вы не вошли: never');
    await two.sees('Вы не вошли: elsewhere');
    await two.reload();
    await two.sees('Вы не вошли');
  });
});

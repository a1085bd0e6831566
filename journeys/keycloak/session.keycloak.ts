import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage, visit } from './stage.ts';
import {
  askPortal,
  claimsOf,
  grantsOf,
  people,
  read,
  overhearRefreshToken,
  signInByRsaa,
  teacher,
  tokenOf,
  useRefreshToken,
  visitsToKeycloak,
} from './steps.ts';

describe('session with Keycloak', () => {
  it('renews the access token before its twelve seconds are over', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor);
    const grants = grantsOf(visitor);
    const first = await tokenOf(visitor);
    const renewed = await visitor.page.waitForFunction(
      async (old) => {
        const token = await window.epos.getToken();
        return token !== old && token;
      },
      { polling: 200 },
      first,
    );
    const second = String(await renewed.jsonValue());
    assert.deepEqual(await grants(), ['refresh_token']);
    assert.equal(read(second).sid, read(first).sid);
    assert.ok(read(second).exp > read(first).exp);
    assert.equal(await askPortal(visitor), 200);
  });

  it('lets two tabs renew at the same time, although each refresh token is good for once', async () => {
    const one = await visit();
    await signInByRsaa(one);
    const two = await one.anotherTab();
    await two.open((await stage()).page);
    await two.sees(teacher);
    const grants = [grantsOf(one), grantsOf(two)];
    const tokens = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      for (const token of await Promise.all([tokenOf(one, { renew: true }), tokenOf(two, { renew: true })]))
        tokens.add(token);
    }
    assert.equal(tokens.size, 6);
    // One session of Keycloak, and no tab had to ask for it again.
    assert.equal(new Set([...tokens].map((token) => read(token).sid)).size, 1);
    for (const asked of grants) assert.deepEqual(await asked(), Array<string>(3).fill('refresh_token'));
    assert.deepEqual([await askPortal(one), await askPortal(two)], [200, 200]);
    assert.deepEqual(two.complaints, []);
  });

  it('is found again after a reload, in a frame and without a word to the person', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor);
    const { sid } = await claimsOf(visitor);
    const visits = await visitsToKeycloak(visitor);
    await visitor.reload();
    await visitor.sees(teacher);
    assert.equal((await claimsOf(visitor)).sid, sid);
    assert.deepEqual(visits.page, []);
    assert.equal(visits.frame.length, 1);
    assert.match(visits.frame[0] ?? '', /[?&]prompt=none(&|$)/);
  });

  it('goes on after its refresh token was spent by somebody else', async () => {
    const visitor = await visit();
    const refreshToken = await overhearRefreshToken(visitor);
    await signInByRsaa(visitor);
    assert.equal(await useRefreshToken('epos-page', await refreshToken()), 200);
    const grants = grantsOf(visitor);
    await tokenOf(visitor, { renew: true });
    assert.deepEqual(await grants(), ['refresh_token', 'authorization_code']);
    assert.equal(await askPortal(visitor), 200);
  });

  it('ends where Keycloak ended it', async () => {
    const { keycloak } = await stage();
    const visitor = await visit();
    await signInByRsaa(visitor);
    await keycloak.admin.endSessions('epos', people.teacher.epos.sub);
    const code = await visitor.page.evaluate(() =>
      window.epos.getToken({ renew: true }).then(
        () => 'a token',
        (error: unknown) => (error as { code: string }).code,
      ),
    );
    assert.equal(code, 'session_ended');
    await visitor.sees('Вы не вошли: ended');
  });
});

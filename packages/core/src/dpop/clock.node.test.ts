import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Context } from '../direct/context.ts';
import type { Server } from '../direct/server.ts';
import { askPortal, hour, openTab, proofHeaders, signIn, silence, tab } from '../test/bound-sign-in-stage.ts';
import type { BoundTab } from '../test/bound-stage.ts';
import { home } from '../test/direct-tab.ts';
import { sso } from '../test/sign-in-stage.ts';
import { KeyBinding } from './key-binding.ts';

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

  it('stays what it was where it is doubted and nobody tells', async () => {
    sso.refreshes = true;
    sso.expiresIn = undefined;
    tab.elapsed = hour;
    await signIn();
    tab.clock = undefined;
    tab.session.removeItem('epos-login:ahead');
    const { check } = tab.portal.proofs;
    tab.portal.proofs.check = () => {
      tab.portal.proofs.check = check;
      return Promise.resolve({ error: 'invalid_dpop_proof' });
    };
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
    assert.equal(new URL(tab.page.lastWent).searchParams.has('dpop_jkt'), false);
  });

  it("is the device's for require, where nobody tells", async () => {
    openTab('require');
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

  it("is the device's for a kept refresh token that is bound, where nobody tells any more", async () => {
    sso.refreshes = true;
    openTab('auto', { storage: 'session', silent: 'none' });
    await signIn();
    tab.clock = undefined;
    tab.session.removeItem('epos-login:ahead');
    await tab.load(home).restore();
    await tab.client.getToken({ renew: true });
    assert.equal(sso.bound.size, 2);
  });

  it('is not needed where the SSO has given a nonce', async () => {
    tab.clock = undefined;
    tab.load(home);
    const part = new KeyBinding(false, tab.keys);
    const context = {
      page: tab.page,
      environment: { fetch: tab.fetch, clock: { now: () => 0 } },
    } as unknown as Context;
    const server = { issuer: sso.issuer, dpop_signing_alg_values_supported: ['ES256'] } as unknown as Server;
    const said: (string | null)[] = [];
    const ask = (_url: string, init?: RequestInit) => {
      said.push(new Headers(init?.headers).get('dpop'));
      return Promise.resolve(Response.json({}, { headers: { 'DPoP-Nonce': 'n1' } }));
    };
    await part.atToken(context, { server }, ask)('https://sso.example/token', {});
    await part.atToken(context, { server, jkt: 'of the code' }, ask)('https://sso.example/token', {});
    await part.atToken(context, { server }, ask)('https://sso.example/token', {});
    await part.atToken(context, { server }, ask)('https://other.example/token', {});
    assert.deepEqual(said.map(Boolean), [false, true, true, false]);
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

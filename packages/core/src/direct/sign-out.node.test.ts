import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { DirectTab, home, redirectUri } from '../test/direct-tab.ts';
import { failure } from '../test/failure.ts';
import { FakeSso } from '../test/fake-sso.ts';

let sso: FakeSso;
let tab: DirectTab;

before(async () => {
  sso = await FakeSso.create();
});
beforeEach(async () => {
  sso.faults = {};
  tab = new DirectTab(sso);
  await tab.signIn();
});

const remembered = () =>
  [...tab.session.items.keys(), ...tab.browser.items.keys()].filter((key) => key.includes('session'));

describe('sign-out', () => {
  it('withdraws the refresh token, whose life may be longer, and waits for nobody', async () => {
    sso.refreshes = true;
    sso.faults = { metadata: { revocation_endpoint: `${sso.issuer}/revoke` } };
    tab = new DirectTab(sso);
    await tab.signIn();
    sso.requests.length = 0;
    await tab.client.signOut({ everywhere: false });
    const [request] = sso.requests;
    assert.equal(request?.url, `${sso.issuer}/revoke`);
    assert.match(request.body.get('token') ?? '', /^refresh-/);
    assert.equal(request.body.get('client_id'), 'journal');
    // It outlives the page, and brings no cookies along.
    const { method, keepalive, mode, credentials } = request.init;
    assert.deepEqual(
      { method, keepalive, mode, credentials },
      { method: 'POST', keepalive: true, mode: 'no-cors', credentials: 'omit' },
    );
    sso.refreshes = false;
  });

  it('leaves the refresh token to the sign-out at the SSO, but not one of offline access', async () => {
    sso.refreshes = true;
    sso.faults = { metadata: { revocation_endpoint: `${sso.issuer}/revoke` } };
    for (const [scope, withdrawn] of [
      ['openid', []],
      ['openid offline_access', [`${sso.issuer}/revoke`]],
    ] as const) {
      tab = new DirectTab(sso, { scope });
      await tab.signIn();
      sso.requests.length = 0;
      await tab.client.signOut({});
      assert.deepEqual(
        sso.requests.map(({ url }) => url),
        withdrawn,
      );
      assert.equal(tab.page.posted.length, 1);
    }
    sso.refreshes = false;
  });

  it('outlasts an answer that is on its way', async () => {
    const held = Promise.withResolvers<undefined>();
    await tab.load(home).signIn({});
    const client = tab.load(sso.authorize(tab.page.lastWent));
    tab.fetch = async (input, init) => {
      if (typeof input === 'string' && input.endsWith('/token')) await held.promise;
      return sso.fetch(input, init);
    };
    const restoring = client.restore();
    await client.signOut({ everywhere: false });
    held.resolve(undefined);
    await restoring;
    await new Promise(setImmediate);
    await assert.rejects(client.getToken(), failure('session_ended'));
    assert.deepEqual(remembered(), []);
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'never' });
  });

  it('says so where the device is offline, instead of leaving for a page of the browser’s own', async (t) => {
    Object.defineProperty(globalThis.navigator, 'onLine', { value: false, configurable: true });
    t.after(() => Reflect.deleteProperty(globalThis.navigator, 'onLine'));
    await assert.rejects(tab.client.signOut({}), failure('offline', { phase: 'sign-out' }));
    assert.deepEqual([tab.page.posted, tab.page.went], [[], []]);
    await assert.rejects(tab.client.getToken(), failure('session_ended'));
  });

  it('withdraws nothing where the SSO does not offer it, or nothing was given', async () => {
    sso.requests.length = 0;
    await tab.client.signOut({ everywhere: false });
    assert.deepEqual(sso.requests, []);
  });

  it('forgets first and then posts the id_token, which no address may hold', async () => {
    await tab.client.signOut({});
    await assert.rejects(tab.client.getToken(), failure('session_ended'));
    assert.deepEqual(remembered(), []);
    const [form] = tab.page.posted;
    assert.ok(form);
    assert.equal(form.action, `${sso.issuer}/logout`);
    const { id_token_hint, state, ...fields } = form.fields;
    assert.deepEqual(fields, { client_id: 'journal', post_logout_redirect_uri: redirectUri });
    assert.match(id_token_hint ?? '', /^eyJ/);
    assert.ok(state);
    assert.deepEqual(tab.page.went, []);
  });

  it('goes without the id_token where the CSP forbids the form', async () => {
    await tab.client.signOut({});
    tab.page.posted[0]?.refused();
    const { searchParams } = new URL(tab.page.lastWent);
    assert.deepEqual([...searchParams.keys()], ['client_id', 'post_logout_redirect_uri', 'state']);
  });

  it('goes without the id_token to an SSO of another site', async () => {
    tab.page.sameSite = false;
    await tab.client.signOut({});
    assert.deepEqual(tab.page.posted, []);
    assert.doesNotMatch(tab.page.lastWent, /eyJ/);
    assert.match(tab.page.lastWent, /^https:\/\/sso\.example\/realms\/epos\/logout\?client_id=journal/);
  });

  it('comes back clean to where it was', async () => {
    await tab.client.signOut({});
    const state = tab.page.posted[0]?.fields.state ?? '';
    assert.deepEqual(await tab.load(`${redirectUri}?state=${state}`).restore(), { kind: 'none', reason: 'never' });
    assert.equal(tab.page.url.href, home);
    // And by the back button once more.
    assert.deepEqual(await tab.load(`${redirectUri}?state=${state}`).restore(), { kind: 'none', reason: 'never' });
    assert.equal(tab.page.url.href, redirectUri);
  });

  it('leads on to another page', async () => {
    await tab.client.signOut({ returnTo: '/bye' });
    const state = tab.page.posted[0]?.fields.state ?? '';
    assert.deepEqual(await tab.load(`${redirectUri}?state=${state}`).restore(), { kind: 'leaving' });
    assert.equal(tab.page.lastWent, 'https://journal.example/bye');
  });

  it('leaves a state alone that it did not give out', async () => {
    await tab.client.signOut({ everywhere: false });
    const own = `${redirectUri}?state=open`;
    await tab.load(own).restore();
    assert.equal(tab.page.url.href, own);
  });

  it('refuses to lead to another origin, before anything is lost', async () => {
    await assert.rejects(tab.client.signOut({ returnTo: 'https://evil.example/' }), failure('invalid_options'));
    assert.ok(await tab.client.getToken());
  });

  it('of this page only tells the SSO nothing', async () => {
    await tab.client.signOut({ everywhere: false });
    assert.deepEqual([...tab.page.went, ...tab.page.posted], []);
    assert.deepEqual(remembered(), []);
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'never' });
  });

  it('stays here where the SSO offers none', async () => {
    sso.faults = { metadata: { end_session_endpoint: undefined } };
    tab = new DirectTab(sso);
    await tab.signIn();
    await tab.client.signOut({});
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'never' }]);
    assert.deepEqual(remembered(), []);
  });

  it('says that the SSO was not reached, and has forgotten all the same', async () => {
    const client = tab.load(home);
    tab.fetch = () => Promise.reject(new TypeError('fetch failed'));
    await assert.rejects(client.signOut({}), failure('network'));
    assert.deepEqual(remembered(), []);
  });
});

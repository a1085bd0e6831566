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
beforeEach(() => {
  sso.faults = {};
  sso.requests.length = 0;
  tab = new DirectTab(sso);
});

const tokenRequests = () => sso.requests.filter(({ url }) => url.endsWith('/token'));

describe('a page without a past', () => {
  it('asks nobody', async () => {
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'never' });
    assert.equal(sso.requests.length, 0);
    assert.equal(tab.page.url.href, home);
  });

  it('keeps parameters of its own, whatever they are called', async () => {
    for (const own of ['?code=SALE', '?state=open', '?error=1', '?iss=station', '?code=1&state=2#x']) {
      const href = `https://journal.example/shop${own}`;
      assert.deepEqual(await tab.load(href).restore(), { kind: 'none', reason: 'never' });
      assert.equal(tab.page.url.href, href);
    }
  });

  it('works where the browser stores nothing', async () => {
    tab.session.refuses = true;
    tab.browser.refuses = true;
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'never' });
  });
});

describe('a reload', () => {
  beforeEach(() => tab.signIn());

  it('finds the session in a hidden frame', async () => {
    const client = tab.load(home);
    let asked = '';
    tab.page.frame = (url) => sso.authorize((asked = url));
    assert.deepEqual(await client.restore(), { kind: 'session', interactive: false });
    assert.equal(new URL(asked).searchParams.get('prompt'), 'none');
    assert.equal(tab.page.url.href, home);
    assert.deepEqual(tab.page.went, []);
    assert.ok(await client.getToken());
  });

  it('says that the session ended when the SSO says so, and asks no more', async () => {
    const client = tab.load(home);
    tab.page.frame = (url) => sso.refuse(url, 'login_required');
    assert.deepEqual(await client.restore(), { kind: 'none', reason: 'ended' });
    const before = sso.requests.length;
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'never' });
    assert.equal(sso.requests.length, before);
  });

  it('goes to the SSO once where a frame gets no answer, and comes back to where it was', async () => {
    const here = 'https://journal.example/marks?week=3';
    assert.deepEqual(await tab.load(here).restore(), { kind: 'leaving' });
    assert.equal(new URL(tab.page.lastWent).searchParams.get('prompt'), 'none');
    assert.deepEqual(await tab.load(sso.authorize(tab.page.lastWent)).restore(), { kind: 'leaving' });
    assert.deepEqual(tab.page.went, [{ url: here, how: 'replace' }]);
  });

  it('does not go again when nothing came of it', async () => {
    assert.deepEqual(await tab.load(home).restore(), { kind: 'leaving' });
    // The browser's own page «no connection», and back.
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'unknown' });
  });

  it('keeps what the SSO said over the page load back', async () => {
    const here = 'https://journal.example/marks';
    await tab.load(here).restore();
    assert.deepEqual(await tab.load(sso.refuse(tab.page.lastWent, 'login_required')).restore(), { kind: 'leaving' });
    assert.deepEqual(await tab.load(here).restore(), { kind: 'none', reason: 'ended' });
    assert.deepEqual(await tab.load(here).restore(), { kind: 'none', reason: 'never' });
  });

  it('does not call a person signed out of whom the SSO wants something else', async () => {
    const client = tab.load(redirectUri);
    tab.page.sameSite = false;
    await client.restore();
    const back = sso.refuse(tab.page.lastWent, 'interaction_required');
    assert.deepEqual(await tab.load(back).restore(), { kind: 'none', reason: 'unknown' });
    assert.equal(tab.page.url.href, redirectUri);
  });

  it('sends no frame to an SSO of another site', async () => {
    const client = tab.load(home);
    tab.page.sameSite = false;
    tab.page.frame = () => assert.fail('a frame');
    assert.deepEqual(await client.restore(), { kind: 'leaving' });
  });

  it('does not leave when the page stands in a frame itself', async () => {
    const client = tab.load(home);
    tab.page.framed = true;
    assert.deepEqual(await client.restore(), { kind: 'none', reason: 'unknown' });
    assert.deepEqual(tab.page.went, []);
  });

  it('is told of a network that is down, and the session is not called ended', async () => {
    tab.fetch = () => Promise.reject(new TypeError('fetch failed'));
    await assert.rejects(tab.load(home).restore(), failure('network'));
    tab.fetch = sso.fetch;
    const client = tab.load(home);
    tab.page.frame = (url) => sso.authorize(url);
    assert.deepEqual(await client.restore(), { kind: 'session', interactive: false });
  });

  it('waits for a frame no longer than the time-out', async (t) => {
    const client = tab.load(home);
    const asked = Promise.withResolvers<undefined>();
    t.mock.timers.enable({ apis: ['setTimeout'] });
    tab.page.frame = () => {
      asked.resolve(undefined);
      return new Promise(() => undefined);
    };
    const restoring = client.restore();
    await asked.promise;
    t.mock.timers.tick(10_000);
    // Unknown, so the one redirect is tried.
    assert.deepEqual(await restoring, { kind: 'leaving' });
  });

  it('refuses an answer of the frame that belongs to nothing', async () => {
    const client = tab.load(home);
    tab.page.frame = (url) => sso.authorize(url, { state: 'forged' });
    await assert.rejects(client.restore(), failure('response_mismatch'));
  });

  it('refuses an answer of the frame with a foreign iss', async () => {
    const client = tab.load(home);
    tab.page.frame = (url) => sso.authorize(url, { iss: 'https://evil.example' });
    await assert.rejects(client.restore(), failure('issuer_mismatch'));
  });

  it('asks nothing where silent is none', async () => {
    tab = new DirectTab(sso, { silent: 'none' });
    await tab.signIn();
    const before = sso.requests.length;
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'unknown' });
    assert.equal(sso.requests.length, before);
  });

  it('uses no frame where silent is redirect', async () => {
    tab = new DirectTab(sso, { silent: 'redirect' });
    await tab.signIn();
    const client = tab.load(home);
    tab.page.frame = () => assert.fail('a frame');
    assert.deepEqual(await client.restore(), { kind: 'leaving' });
  });
});

describe('another tab of a browser that had a session', () => {
  it('asks in a frame, and never takes the page away', async () => {
    await tab.signIn();
    const other = new DirectTab(sso, {}, tab.browser);
    assert.deepEqual(await other.load(home).restore(), { kind: 'none', reason: 'unknown' });
    assert.deepEqual(other.page.went, []);
    const client = other.load(home);
    other.page.frame = (url) => sso.authorize(url);
    assert.deepEqual(await client.restore(), { kind: 'session', interactive: false });
  });
});

describe('a page in the hidden frame', () => {
  it('hands the answer to its parent and does nothing else', async () => {
    await tab.signIn();
    const client = tab.load(home);
    tab.page.frame = async (url) => {
      const inner = new DirectTab(sso);
      // One tab, one sessionStorage: for its frames too.
      for (const [key, value] of tab.session.items) inner.session.items.set(key, value);
      const framed = inner.load(sso.authorize(url));
      inner.page.framed = true;
      const before = sso.requests.length;
      assert.deepEqual(await framed.restore(), { kind: 'framed' });
      assert.deepEqual(inner.page.told, [new URL(url).searchParams.get('state')]);
      assert.equal(sso.requests.length, before);
      return inner.page.url.href;
    };
    assert.deepEqual(await client.restore(), { kind: 'session', interactive: false });
  });

  it('is not taken for one when the person signs in within a frame', async () => {
    await tab.load(home).signIn({});
    const client = tab.load(sso.authorize(tab.page.lastWent));
    tab.page.framed = true;
    assert.deepEqual(await client.restore(), { kind: 'session', interactive: true });
    assert.deepEqual(tab.page.told, []);
  });
});

describe('a stale callback', () => {
  let callback: string;
  beforeEach(async () => {
    await tab.load(home).signIn({});
    callback = sso.authorize(tab.page.lastWent);
    await tab.load(callback).restore();
  });

  it('that was reloaded is cleaned and goes on with the session', async () => {
    const client = tab.load(callback);
    tab.page.frame = (url) => sso.authorize(url);
    assert.deepEqual(await client.restore(), { kind: 'session', interactive: false });
    assert.equal(tab.page.url.href, redirectUri);
    assert.ok(
      tokenRequests().every(
        ({ body }, index, all) => all.findIndex((r) => r.body.get('code') === body.get('code')) === index,
      ),
    );
  });

  it('reached by the back button after the session ended is no error', async () => {
    const client = tab.load(callback);
    tab.page.frame = (url) => sso.refuse(url, 'login_required');
    assert.deepEqual(await client.restore(), { kind: 'none', reason: 'ended' });
  });

  it('bookmarked and opened in another tab asks the SSO once', async () => {
    const other = new DirectTab(sso);
    assert.deepEqual(await other.load(callback).restore(), { kind: 'leaving' });
    assert.equal(new URL(other.page.lastWent).searchParams.get('prompt'), 'none');
    assert.equal(other.page.url.href, redirectUri);
    const back = sso.refuse(other.page.lastWent, 'login_required');
    assert.deepEqual(await other.load(back).restore(), { kind: 'none', reason: 'ended' });
  });

  it('with an error from long ago is cleaned', async () => {
    const other = new DirectTab(sso);
    const stale = `${redirectUri}?error=access_denied&error_description=x&state=old&iss=${sso.issuer}&week=3`;
    assert.deepEqual(await other.load(stale).restore(), { kind: 'none', reason: 'never' });
    assert.equal(other.page.url.href, `${redirectUri}?week=3`);
  });
});

describe('a login begun by another site', () => {
  const initiate = (parameters: Record<string, string>) =>
    `https://journal.example/start?${new URLSearchParams({ iss: sso.issuer, ...parameters }).toString()}`;

  it('leaves for the SSO with its hint, and leads to its target', async () => {
    const target = 'https://journal.example/marks';
    const client = tab.load(initiate({ target_link_uri: target, login_hint: 'person-1' }));
    assert.deepEqual(await client.restore(), { kind: 'leaving' });
    assert.equal(new URL(tab.page.lastWent).searchParams.get('login_hint'), 'person-1');
    assert.equal(tab.page.url.href, 'https://journal.example/start');
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.equal(tab.page.lastWent, target);
  });

  it('is ignored with a foreign issuer', async () => {
    for (const iss of ['https://evil.example', `${sso.issuer}/`, sso.issuer.toUpperCase()]) {
      assert.deepEqual(await tab.load(initiate({ iss })).restore(), { kind: 'none', reason: 'never' });
      assert.deepEqual(tab.page.went, []);
    }
    const two = `${initiate({})}&iss=https://evil.example`;
    assert.deepEqual(await tab.load(two).restore(), { kind: 'none', reason: 'never' });
  });

  for (const target of [
    'https://evil.example/',
    '//evil.example',
    'javascript:alert(1)',
    'https://u:p@journal.example/',
  ]) {
    it(`does not lead to ${target}`, async () => {
      await tab.load(initiate({ target_link_uri: target, epos_category: 'parent' })).restore();
      await tab.load(sso.authorize(tab.page.lastWent)).restore();
      assert.equal(tab.page.lastWent, 'https://journal.example/start?epos_category=parent');
    });
  }

  it('does not begin itself again by its target', async () => {
    await tab.load(initiate({ target_link_uri: initiate({}) })).restore();
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.equal(tab.page.lastWent, 'https://journal.example/start');
  });

  it('ends in login_loop when it goes round and round', async () => {
    for (let count = 0; count < 5; count += 1) await tab.load(initiate({})).restore();
    await assert.rejects(tab.load(initiate({})).restore(), failure('login_loop'));
  });

  it('does not take a page away that stands in a frame', async () => {
    const client = tab.load(initiate({}));
    tab.page.framed = true;
    assert.deepEqual(await client.restore(), { kind: 'none', reason: 'never' });
  });
});

describe('transactions', () => {
  it('are forgotten after a day', async () => {
    await tab.load(home).signIn({});
    const back = sso.authorize(tab.page.lastWent);
    tab.elapsed = 25 * 60 * 60 * 1000;
    await tab.load(home).signIn({});
    assert.equal(tab.session.keys().filter((key) => key.startsWith('epos-login:tx:')).length, 1);
    assert.equal(tokenRequests().length, 0);
    await assert.rejects(tab.load(back).restore(), failure('response_mismatch'));
  });

  it('of another version of the SDK, or damaged, are taken for none', async () => {
    for (const record of [
      '',
      '{',
      'null',
      '[]',
      '{"kind":"sign-in"}',
      '{"kind":"sign-in","createdAt":9e15,"returnTo":""}',
    ]) {
      tab.session.items.set('epos-login:tx:old', record);
      const restored = await tab.load(`${redirectUri}?error=x&state=old&iss=y`).restore();
      assert.deepEqual(restored, { kind: 'none', reason: 'never' });
    }
  });
});

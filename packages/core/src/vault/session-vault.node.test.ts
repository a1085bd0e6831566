import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type DirectTab, home } from '../test/direct-tab.ts';
import { invalidGrant } from '../test/fake-sso.ts';
import { failure, minutes, openTab, refreshes, reload, sso, until } from '../test/vault-stage.ts';

const key = 'epos-login:session:https://sso.example/realms/epos journal';

let tab: DirectTab;

beforeEach(async () => {
  tab = openTab({ storage: 'session' });
  await tab.signIn();
});

const record = ({ session } = tab) => {
  const text = session.items.get(key);
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>);
};

describe('a session kept in its tab', () => {
  it('is found by a reload, and the SSO hears nothing of it', async () => {
    const token = await tab.client.getToken();
    sso.requests.length = 0;
    assert.equal(await (await reload(tab)).client.getToken(), token);
    assert.equal(sso.requests.length, 0);
  });

  it('is renewed over reloads, each refresh token used once', async () => {
    for (let count = 0; count < 3; count += 1) {
      tab.elapsed += 6 * minutes;
      await reload(tab);
    }
    assert.equal(refreshes().length, 3);
    assert.equal(new Set(refreshes()).size, 3);
  });

  it('is in sessionStorage alone', async () => {
    assert.equal(record()?.access, await tab.client.getToken());
    assert.doesNotMatch(JSON.stringify([...tab.browser.items]), /access-|refresh-|eyJ|person-1/);
    assert.deepEqual(await tab.browser.indexedDB.databases(), []);
  });

  it('is no other tab’s', async () => {
    assert.deepEqual(await tab.beside().load(home).restore(), { kind: 'none', reason: 'unknown' });
    await reload(tab);
  });

  it('is erased by a sign-out', async () => {
    await tab.client.signOut({ everywhere: false });
    assert.equal(record(), undefined);
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'never' });
  });

  it('is erased by a sign-out in another tab of which it could not hear', async () => {
    const other = tab.beside();
    await other.signIn();
    await other.client.signOut({ everywhere: false });
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'unknown' });
    assert.equal(record(), undefined);
  });

  it('is erased when it is over', async () => {
    tab.elapsed = 6 * minutes;
    sso.faults = { tokenAnswer: invalidGrant };
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'unknown' });
    assert.equal(record(), undefined);
  });

  it('outlives a network that is down', async () => {
    tab.elapsed = 6 * minutes;
    tab.fetch = () => Promise.reject(new TypeError('fetch failed'));
    await assert.rejects(tab.load(home).restore(), failure('network'));
    tab.fetch = sso.fetch;
    await reload(tab);
  });

  for (const text of ['', '{', 'null', '[]', '{"form":1}', '{"form":2,"sub":"person-1"}']) {
    it(`counts for nothing where it reads ${text || 'nothing'}`, async () => {
      tab.session.items.set(key, text);
      assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'unknown' });
      await tab.signIn();
      await reload(tab);
    });
  }
});

describe('a duplicated tab', () => {
  it('drops its copy, asks the SSO, and is a tab of its own from then on', async () => {
    const copy = tab.duplicate();
    assert.deepEqual(await copy.load(home).restore(), { kind: 'none', reason: 'unknown' });
    assert.equal(record(copy), undefined);

    await copy.signIn();
    tab.elapsed = copy.elapsed = 6 * minutes;
    await Promise.all([reload(tab), reload(copy)]);
    assert.equal(new Set(refreshes()).size, 2);
    await Promise.all([reload(tab), reload(copy)]);
  });

  it('finds the session at the SSO, where that can be asked', async () => {
    const asking = openTab({ storage: 'session', silent: 'frame' });
    asking.frame = (url) => sso.authorize(url);
    await asking.signIn();
    const copy = asking.duplicate();
    copy.frame = asking.frame;
    await reload(copy);
    asking.elapsed = copy.elapsed = 6 * minutes;
    const tokens = await Promise.all([asking.client.getToken(), copy.client.getToken()]);
    assert.equal(new Set([...tokens, ...refreshes()]).size, 4);
  });

  it('is a tab like any other where the first one is closed', async () => {
    const copy = tab.duplicate();
    tab.leave();
    await reload(copy);
  });

  it('is the one that goes on where the first one was put to sleep by the browser', async () => {
    const copy = tab.duplicate();
    tab.leave();
    await reload(copy);
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'unknown' });
    assert.deepEqual(refreshes(), []);
  });

  it('does not take the sign-out for its own', async () => {
    const copy = tab.duplicate();
    await copy.load(home).restore();
    copy.client.forget();
    await new Promise(setImmediate);
    await reload(tab);
  });
});

describe('a page that follows another in its tab', () => {
  it('is no copy where the one before lets go of its lock a moment late', async () => {
    const document = tab.setAside();
    const restoring = tab.load(home).restore();
    await until(() => tab.browser.awaited.length === 1);
    document?.die();
    assert.deepEqual(await restoring, { kind: 'session', interactive: false });
  });

  it('does not wait for ever', async () => {
    tab.setAside();
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'unknown' });
    assert.deepEqual(tab.browser.awaited, []);
  });

  it('leaves it what it has renewed, when the back button’s cache brings it back', async () => {
    const { client: first } = tab;
    tab.setAside()?.leave();
    tab.elapsed = 6 * minutes;
    const token = await (await reload(tab)).client.getToken();
    tab.setAside()?.leave();
    assert.equal(await first.getToken(), token);
    assert.equal(refreshes().length, 1);
    // It is the tab's page again: a copy of it is a copy.
    assert.deepEqual(await tab.duplicate().load(home).restore(), { kind: 'none', reason: 'unknown' });
  });

  it('shares the session with another client of the same page', async () => {
    const { client: first } = tab;
    const second = tab.add(home);
    assert.deepEqual(await second.restore(), { kind: 'session', interactive: false });
    tab.elapsed = 6 * minutes;
    const [one, two] = await Promise.all([first.getToken(), second.getToken()]);
    assert.equal(one, two);
    assert.equal(refreshes().length, 1);
    await reload(tab);
  });
});

describe('nothing is kept', () => {
  it('where there are no locks, since a copy could not be told', async () => {
    const own = openTab({ storage: 'session' });
    own.browser.hasLocks = false;
    await own.signIn();
    assert.equal(record(own), undefined);
    assert.ok(await own.client.getToken());
    assert.deepEqual(await own.load(home).restore(), { kind: 'none', reason: 'unknown' });
  });

  it('where the browser refuses locks', async () => {
    const own = openTab({ storage: 'session' });
    own.browser.refusesLocks = true;
    await own.signIn();
    assert.equal(record(own), undefined);
    assert.deepEqual(await own.load(home).restore(), { kind: 'none', reason: 'unknown' });
  });

  it('in a frame, and nothing is taken from the page around it', async () => {
    const { items } = tab.session;
    const before = [...items];
    const own = openTab({ storage: 'session' });
    for (const [name, value] of items) own.session.items.set(name, value);
    const client = own.load(home);
    own.page.framed = true;
    own.browser.setItem('epos-login:had-session', sso.issuer);
    assert.deepEqual(await client.restore(), { kind: 'none', reason: 'unknown' });
    await client.signOut({ everywhere: false });
    assert.deepEqual(own.session.items.get(key), new Map(before).get(key));
  });

  it('where a record is larger than any server would take', async () => {
    sso.faults = { token: { refresh_token: 'x'.repeat(200_000) } };
    await tab.signIn();
    assert.equal(record(), undefined);
  });

  it('where the storage is full, the spent refresh token least of all', async () => {
    const { session } = tab;
    const put = session.setItem.bind(session);
    session.setItem = (name, value) => {
      if (name === key) throw new DOMException('', 'QuotaExceededError');
      put(name, value);
    };
    tab.elapsed = 6 * minutes;
    assert.ok(await tab.client.getToken());
    assert.equal(record(), undefined);
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'unknown' });
  });

  for (const method of ['getItem', 'setItem', 'removeItem'] as const) {
    it(`where the storage throws from ${method}`, async () => {
      const own = openTab({ storage: 'session' });
      const real = own.session[method].bind(own.session) as (...rest: string[]) => string | null;
      own.session[method] = (...rest: string[]) => {
        if (rest[0]?.startsWith(key)) throw new DOMException('The operation is insecure.', 'SecurityError');
        return real(...rest);
      };
      await own.signIn();
      own.elapsed = 6 * minutes;
      assert.ok(await own.client.getToken());
      assert.equal((await own.load(home).restore()).kind, 'none');
      await own.client.signOut({ everywhere: false });
      assert.deepEqual(own.events, []);
    });
  }
});

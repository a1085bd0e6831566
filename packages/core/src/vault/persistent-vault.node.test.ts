import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { EposError } from '../errors/errors.ts';
import type { DirectTab } from '../test/direct-tab.ts';
import { home, redirectUri } from '../test/direct-tab.ts';
import { invalidGrant } from '../test/fake-sso.ts';
import type { DirectOptions } from '../direct/options.ts';
import {
  bound,
  failure,
  kept,
  later,
  minutes,
  openTab,
  refreshes,
  reload,
  renewalLock,
  sso,
  until,
  write,
} from '../test/vault-stage.ts';

let tab: DirectTab;

beforeEach(async () => {
  sso.faults = { token: { token_type: 'DPoP' } };
  tab = openTab({ storage: 'persistent', dpop: bound });
  await tab.signIn();
});

/** Sends the refresh to the SSO and loses the answer. */
function loseAnswer(of: DirectTab): Promise<void> {
  return new Promise((resolve) => {
    of.fetch = async (input, init) => {
      await sso.fetch(input, init);
      resolve();
      return new Promise<never>((_, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new TypeError('gone'));
        });
      });
    };
  });
}

/** A tab that may ask the SSO in a frame, which knows the person. */
function asking(options: Partial<DirectOptions> = {}): DirectTab {
  const own = tab.beside({ storage: 'persistent', dpop: bound, timeout: 1000, ...options });
  own.frame = (url) => sso.authorize(url);
  return own;
}

describe('a persistent session', () => {
  it('is found by a reload and by new tabs, and the SSO hears nothing of it', async () => {
    const token = await tab.client.getToken();
    sso.requests.length = 0;
    assert.equal(await (await reload(tab)).client.getToken(), token);
    assert.equal(await (await reload(tab.beside())).client.getToken(), token);
    assert.equal(sso.requests.length, 0);
  });

  it('is renewed where its token has run out', async () => {
    tab.elapsed = 6 * minutes;
    await reload(tab);
    assert.equal(refreshes().length, 1);
    await reload(tab);
    assert.equal(refreshes().length, 1);
  });

  it('of a server whose tokens never end is not renewed', async () => {
    sso.expiresIn = undefined;
    await tab.signIn();
    tab.elapsed = 60 * 24 * 60 * minutes;
    await reload(tab);
    assert.equal(refreshes().length, 0);
  });

  it('is in IndexedDB alone', async () => {
    const record = await kept(tab);
    assert.equal(record?.access, await tab.client.getToken());
    for (const { items } of [tab.session, tab.browser]) {
      assert.doesNotMatch(JSON.stringify([...items]), /access-|refresh-|eyJ|person-1/);
    }
  });

  it('is not kept with a bearer token, and neither is the one before it', async () => {
    sso.faults = {};
    const loose = tab.beside({
      storage: 'persistent',
      timeout: 200,
      silent: 'none',
      dpop: { ...bound, takes: () => true },
    });
    await loose.signIn();
    assert.equal(await kept(tab), undefined);
    assert.deepEqual(await loose.load(home).restore(), { kind: 'none', reason: 'unknown' });
  });

  it('is not kept without a refresh token', async () => {
    sso.refreshes = false;
    await tab.signIn();
    assert.equal(await kept(tab), undefined);
  });

  it('is not kept where it is larger than any server would take', async () => {
    sso.faults = { token: { token_type: 'DPoP', refresh_token: 'x'.repeat(200_000) } };
    await tab.signIn();
    assert.equal(await kept(tab), undefined);
  });

  it('is not used, but renewed, where the clock was set back', async () => {
    tab.elapsed = -60 * minutes;
    await reload(tab);
    assert.equal(refreshes().length, 1);
  });

  it('is not used by a client with another redirect address', async () => {
    const other = tab.beside({ storage: 'persistent', dpop: bound, silent: 'none', redirectUri: `${redirectUri}/2` });
    assert.deepEqual(await other.load(home).restore(), { kind: 'none', reason: 'unknown' });
  });

  it('is over when its refresh token is refused and the SSO knows nobody, which is asked once', async () => {
    const asking = tab.beside({ storage: 'persistent', dpop: bound });
    sso.faults = { tokenAnswer: invalidGrant };
    asking.elapsed = 6 * minutes;
    const client = asking.load(home);
    let asked = 0;
    asking.page.frame = (url) => {
      asked += 1;
      return sso.refuse(url, 'login_required');
    };
    assert.deepEqual(await client.restore(), { kind: 'none', reason: 'ended' });
    assert.equal(asked, 1);
    assert.deepEqual(asking.events, []);
    assert.equal(await kept(tab), undefined);
  });

  it('survives a reload without a network', async () => {
    tab.elapsed = 6 * minutes;
    tab.fetch = () => Promise.reject(new TypeError('fetch failed'));
    await assert.rejects(tab.load(home).restore(), failure('network'));
    tab.fetch = sso.fetch;
    assert.deepEqual(await tab.client.restore(), { kind: 'session', interactive: false });
  });

  it('loses no refresh token to a caller who gives up', async () => {
    tab.elapsed = 6 * minutes;
    const gone = new AbortController();
    const restoring = tab.load(home).restore(gone.signal);
    gone.abort();
    await restoring.catch(() => undefined);
    await reload(tab);
    assert.equal(new Set(refreshes()).size, refreshes().length);
  });
});

describe('several tabs', () => {
  for (const count of [2, 3, 5]) {
    it(`that fall due at once, ${String(count)} of them, are renewed by one refresh, again and again`, async () => {
      const tabs = [tab];
      while (tabs.length < count) tabs.push(await reload(tab.beside()));
      for (let round = 1; round <= 3; round += 1) {
        later(tabs, 6 * minutes);
        const tokens = await Promise.all(tabs.map(({ client }) => client.getToken()));
        assert.equal(new Set(tokens).size, 1);
        assert.equal(refreshes().length, round);
      }
      assert.equal(new Set(refreshes()).size, 3);
      assert.deepEqual(
        tabs.flatMap(({ events }) => events),
        [],
      );
      assert.deepEqual(tab.browser.locked, []);
    });
  }

  it('need one refresh too where the refresh token stays the same', async () => {
    sso.faults = { token: { token_type: 'DPoP', refresh_token: 'the-same' } };
    await tab.signIn();
    const tabs = [tab, await reload(tab.beside())];
    let asked = 0;
    tab.fetch = tabs[1]!.fetch = (input, init) => {
      if (new URLSearchParams(init?.body as URLSearchParams).get('refresh_token') !== 'the-same')
        return sso.fetch(input, init);
      asked += 1;
      return Promise.resolve(
        Response.json({ access_token: `a-${String(asked)}`, token_type: 'DPoP', expires_in: 300 }),
      );
    };
    later(tabs, 6 * minutes);
    const tokens = await Promise.all(tabs.map(({ client }) => client.getToken()));
    assert.deepEqual(tokens, ['a-1', 'a-1']);
    assert.equal(asked, 1);
  });

  it('go on with the latest refresh token after a long sleep', async () => {
    const other = await reload(tab.beside());
    for (let round = 0; round < 2; round += 1) {
      other.elapsed += 6 * minutes;
      await other.client.getToken();
    }
    other.leave();
    tab.elapsed = 60 * minutes;
    assert.ok(await tab.client.getToken());
    assert.equal(new Set(refreshes()).size, 3);
  });

  it('that a server refuses take what another has got', async () => {
    const other = await reload(tab.beside());
    const renewed = await other.client.getToken({ renew: true });
    assert.equal(await tab.client.getToken({ renew: true }), renewed);
    assert.equal(refreshes().length, 1);
  });

  it('go on when one is killed in the middle of its refresh', async () => {
    const [killed, ...others] = await Promise.all([1, 2, 3].map(() => reload(asking())));
    assert.ok(killed);
    const lost = loseAnswer(killed);
    later([killed, ...others], 6 * minutes);
    killed.client.getToken().catch(() => undefined);
    await lost;
    const tokens = Promise.all(others.map(({ client }) => client.getToken()));
    await until(() => tab.browser.awaited.length === 2);
    killed.leave();
    // The token that it has spent is a theft to the SSO, which is asked whether it knows the person.
    assert.equal((await tokens).length, 2);
    assert.deepEqual(
      others.flatMap(({ events }) => events),
      [],
    );
    await reload(tab.beside());
  });

  it('go on when one is frozen in the middle of its refresh, and it too when it thaws', async () => {
    const other = await reload(asking());
    // Where nothing moves, no time-out comes either.
    const frozen = await reload(asking({ timeout: 60_000 }));
    const answer = Promise.withResolvers<undefined>();
    frozen.fetch = async (input, init) => {
      const response = await sso.fetch(input, init);
      await answer.promise;
      return response;
    };
    later([frozen, other], 6 * minutes);
    const thawed = frozen.client.getToken();
    await until(() => tab.browser.locked.length === 1);
    assert.ok(await other.client.getToken());
    assert.deepEqual(other.events, []);
    const record = await kept(tab);
    answer.resolve(undefined);
    assert.ok(await thawed);
    assert.deepEqual(await kept(tab), record);
    // The next time they have one session again.
    later([frozen, other], 6 * minutes);
    assert.equal(await frozen.client.getToken(), await other.client.getToken());
  });

  it('say what they wait for where nobody can be asked, and use the token while it holds', async () => {
    const frozen = Promise.withResolvers<undefined>();
    const document = tab.browser.open();
    void document.locks?.request(renewalLock, () => frozen.promise);
    tab = await reload(tab.beside({ storage: 'persistent', dpop: bound, timeout: 1000, silent: 'none' }));
    tab.elapsed = 4.6 * minutes;
    assert.ok(await tab.client.getToken());
    assert.deepEqual(tab.events, [{ type: 'session', session: 'offline' }]);
    tab.elapsed = 6 * minutes;
    tab.page.wake();
    await assert.rejects(
      tab.client.getToken(),
      (error: EposError) => failure('lock_timeout')(error) && error.retryable,
    );
    assert.equal(refreshes().length, 0);
    frozen.resolve(undefined);
    tab.page.wake();
    assert.ok(await tab.client.getToken());
    assert.deepEqual(tab.events.at(-1), { type: 'session', session: 'fresh' });
    // Who has given up does not come back for the lock.
    assert.equal(refreshes().length, 1);
    assert.deepEqual([tab.browser.awaited, tab.browser.locked], [[], []]);
  });

  it('do without locks where there are none', async () => {
    tab.browser.hasLocks = false;
    const [early, late] = await Promise.all([reload(tab.beside()), reload(tab.beside())]);
    const done = Promise.withResolvers<undefined>();
    late.fetch = async (input, init) => {
      await done.promise;
      return sso.fetch(input, init);
    };
    later([early, late], 6 * minutes);
    const waiting = late.client.getToken();
    const token = await early.client.getToken();
    done.resolve(undefined);
    // Its refresh token is spent by then, so it takes what the first has got.
    assert.equal(await waiting, token);
    assert.equal(new Set(refreshes()).size, 1);
  });

  it('do without locks where the browser refuses them', async () => {
    tab.browser.refusesLocks = true;
    tab.elapsed = 6 * minutes;
    assert.ok(await tab.client.getToken());
  });
});

describe('a sign-out', () => {
  it('erases the session for all tabs', async () => {
    const other = await reload(tab.beside());
    await tab.client.signOut({ everywhere: false });
    assert.equal(await kept(tab), undefined);
    assert.deepEqual(await other.load(home).restore(), { kind: 'none', reason: 'unknown' });
  });

  it('is not undone by a renewal that was under way in another tab', async () => {
    const other = await reload(tab.beside());
    const answer = Promise.withResolvers<undefined>();
    let asked = false;
    other.fetch = async (input, init) => {
      asked = true;
      await answer.promise;
      return sso.fetch(input, init);
    };
    other.elapsed = 6 * minutes;
    const renewing = other.client.getToken();
    await until(() => asked);
    await tab.client.signOut({ everywhere: false });
    answer.resolve(undefined);
    await renewing;
    assert.equal(await kept(tab), undefined);
  });

  it('is not undone by a silent question that was under way in this tab', async () => {
    const own = await reload(asking());
    sso.faults = { tokenAnswer: invalidGrant };
    const answer = Promise.withResolvers<string>();
    let address = '';
    own.frame = (url) => {
      address = url;
      return answer.promise;
    };
    own.elapsed = 6 * minutes;
    const renewing = own.client.getToken();
    await until(() => address !== '');
    await own.client.signOut({ everywhere: false });
    sso.faults = { token: { token_type: 'DPoP' } };
    answer.resolve(sso.authorize(address));
    await assert.rejects(renewing, failure('session_ended'));
    assert.equal(await kept(tab), undefined);
  });

  it('that came to nothing in the database counts all the same', async () => {
    const record = JSON.stringify(await kept(tab));
    await tab.client.signOut({ everywhere: false });
    await write(tab, record);
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'never' });
    // By an address that looks like an answer, too.
    assert.equal((await tab.load(`${redirectUri}?code=x&state=y`).restore()).kind, 'none');
    assert.equal(await kept(tab), undefined);
  });

  it('does not touch the session of another person who has signed in since', async () => {
    sso.sub = 'person-2';
    const other = tab.beside();
    await other.signIn();
    tab.client.forget();
    await new Promise(setImmediate);
    assert.equal((await kept(tab))?.sub, 'person-2');
    await reload(other);
  });
});

describe('another person who has signed in since', () => {
  it('keeps the session, whatever the first one’s tab does', async () => {
    sso.sub = 'person-2';
    const other = tab.beside();
    await other.signIn();
    const record = await kept(tab);
    sso.sub = 'person-1';
    tab.elapsed = 6 * minutes;
    assert.notEqual(await tab.client.getToken(), record?.access);
    assert.deepEqual(await kept(tab), record);
  });
});

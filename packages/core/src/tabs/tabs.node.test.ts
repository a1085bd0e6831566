import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { EposError } from '../errors/errors.ts';
import { MemoryTabStorage } from '../test/fake-page.ts';
import { FakeBrowser, FakeTab, me, tileOf, until } from '../test/fake-tabs.ts';
import type { EposState } from '../state/state.ts';

const recordKey = 'epos-login:tabs:https://sso.example journal';

let browser: FakeBrowser;
const tabs: FakeTab[] = [];
const tab = (options?: ConstructorParameters<typeof FakeTab>[1]) => {
  const opened = new FakeTab(browser, options);
  tabs.push(opened);
  return opened;
};

beforeEach(() => {
  for (const open of tabs.splice(0)) open.epos.close();
  browser = new FakeBrowser();
  browser.sub = 'p1';
});

const personIn = (state: EposState) => ('person' in state ? state.person.sub : undefined);
const isSignedOut = (reason: string) => (open: FakeTab) =>
  open.state.kind === 'signed-out' && open.state.reason === reason;
const categoryIn = (state: EposState) => (state.kind === 'ready' ? state.category : undefined);
/** Sign-ins and sign-outs that were told, without talk about activity. */
const news = () => browser.messages as { who: string | null; category?: string; epoch: number }[];
const speak = (message: unknown) => {
  for (const members of browser.channels.values()) for (const hear of members) hear(message);
};
const digest = async (sub: string) => {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sub));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
};

describe('tabs: sign-out', () => {
  it('reaches the other tabs at once: nothing of the session is left in them', async () => {
    const [a, b] = [await tab().stand('parent'), await tab().stand()];
    await a.epos.signOut();
    await until(() => isSignedOut('elsewhere')(b));
    assert.deepEqual(b.calls, ['restore', 'forget']);
    assert.equal(b.token, undefined);
    assert.deepEqual(a.state, { kind: 'redirecting', to: 'sign-out' });
    assert.deepEqual(
      [...browser.storage.items.keys()].filter((key) => key.includes('list')),
      [],
    );
  });

  it('reaches them from a page whose tiles do not stand yet', async () => {
    const b = await tab().stand('parent');
    const a = tab();
    a.subsystems = () => new Promise(() => undefined);
    await a.load();
    await a.epos.signOut();
    await until(() => isSignedOut('elsewhere')(b));
    assert.equal(b.token, undefined);
  });

  it('of this browser only reaches them too', async () => {
    const [a, b] = [await tab().stand(), await tab().stand()];
    await a.epos.signOut({ everywhere: false });
    await until(() => isSignedOut('elsewhere')(b));
    assert.ok(isSignedOut('never')(a));
  });

  it('reaches a tab that shows what failed for the person', async () => {
    const b = tab();
    b.me = () => Promise.resolve({ ...me('p1'), roles: [] });
    await b.load();
    assert.equal(b.state.kind, 'failed');
    b.happen('focus');
    const a = await tab().stand();
    await until(() => b.isListening);
    await a.epos.signOut();
    await until(() => isSignedOut('elsewhere')(b));
  });

  it('does not answer: the others tell nothing in their turn', async () => {
    const [a, b, c] = [await tab().stand(), await tab().stand(), await tab().stand()];
    const before = news().length;
    await a.epos.signOut();
    await until(() => isSignedOut('elsewhere')(b) && isSignedOut('elsewhere')(c));
    assert.deepEqual(
      news()
        .slice(before)
        .map(({ who }) => who),
      [null],
    );
  });
});

describe('tabs: sign-in', () => {
  it('makes a tab that is signed out look for the session', async () => {
    browser.sub = undefined;
    const b = await tab().load();
    assert.ok(isSignedOut('never')(b));
    browser.sub = 'p1';
    const a = await tab().stand();
    // The browser tells other tabs of the record; what keeps the tabs together loads then.
    b.happen('storage');
    await until(() => personIn(b.state) === 'p1');
    assert.equal(personIn(a.state), 'p1');
  });

  it('goes on after a clock that was fast has been set: a record of the future is no news', async () => {
    const a = await tab().stand('parent');
    await a.epos.signOut();
    a.epos.close();
    browser.now -= 2 * 3600_000;
    browser.sub = 'p1';
    const b = await tab().stand('parent');
    b.happen('focus');
    await until(() => browser.heard('parent'));
    assert.equal(personIn(b.state), 'p1');
    assert.deepEqual(b.calls, ['restore']);
  });

  it('that was told before this page began to load is no news to a page that the SSO has told otherwise', async () => {
    await tab().stand('parent');
    browser.sub = undefined;
    const b = await tab().load();
    assert.ok(isSignedOut('never')(b));
    b.happen('focus');
    await until(() => b.isListening);
    b.happen('focus');
    assert.deepEqual(b.calls, ['restore']);
  });

  it('is told at once where the part has loaded, and again after the session has ended', async () => {
    const [a, b] = [await tab().stand('parent'), await tab().stand('parent')];
    browser.sub = undefined;
    for (const open of [a, b]) {
      open.token = undefined;
      open.environment.emit({ type: 'ended', reason: 'ended' });
    }
    assert.equal(browser.storage.getItem(recordKey), null, 'nobody is signed in whom the record may name');
    browser.sub = 'p1';
    await a.epos.refresh();
    await until(() => personIn(b.state) === 'p1');
  });

  it('leaves the record of a sign-out to those who have not heard it yet', async () => {
    const [a, b] = [await tab().stand('parent'), await tab().stand('parent')];
    await a.epos.signOut();
    await until(() => isSignedOut('elsewhere')(b));
    b.environment.emit({ type: 'ended', reason: 'ended' });
    await until(() => isSignedOut('ended')(b));
    assert.match(browser.storage.getItem(recordKey) ?? '', /"who":null/);
  });

  it('of another person drops everything of the first, late answers too', async () => {
    const b = await tab().stand('parent');
    const late = Promise.withResolvers<ReturnType<typeof me>>();
    b.me = () => late.promise;
    void b.epos.refresh();
    b.me = () => (b.token ? Promise.resolve(me(b.token)) : Promise.reject(new EposError('session_ended', 'portal')));
    b.states.length = 0;
    browser.sub = 'p2';
    await tab().stand();
    await until(() => personIn(b.state) === 'p2');
    late.resolve(me('p1'));
    await until(() => 'subsystems' in b.state && b.state.subsystems.kind === 'ready');
    assert.deepEqual(b.states[0], { kind: 'signed-out', reason: 'elsewhere' });
    for (const state of b.states) {
      if (!('subsystems' in state)) continue;
      assert.equal(state.person.sub, 'p2');
      if ('items' in state.subsystems) assert.deepEqual(state.subsystems.items, [tileOf('p2')]);
    }
    assert.deepEqual(b.calls, ['restore', 'forget', 'restore']);
  });

  it('of the same person once more disturbs nobody', async () => {
    const [a, b] = [await tab().stand('parent'), await tab().stand()];
    const calls = [...a.calls];
    const c = tab();
    c.interactive = true;
    await c.stand('employee');
    await until(() => categoryIn(a.state) === 'employee' && categoryIn(b.state) === 'employee');
    assert.deepEqual(a.calls, calls);
  });
});

describe('tabs: category', () => {
  it('follows, and tells it no further', async () => {
    const [a, b] = [await tab().stand('parent'), await tab().stand()];
    await until(() => categoryIn(b.state) === 'parent');
    const before = news().length;
    await a.epos.chooseCategory('employee');
    await until(() => categoryIn(b.state) === 'employee');
    // What comes back from b would come before the answer to this.
    await b.epos.chooseCategory('parent');
    await until(() => categoryIn(a.state) === 'parent');
    assert.deepEqual(
      news()
        .slice(before)
        .map(({ category }) => category),
      ['employee', 'parent'],
    );
  });

  it('is chosen for a tab that still asks', async () => {
    const open = tab();
    open.interactive = true;
    await open.stand();
    assert.equal(open.state.kind, 'choosing-category');
    await tab().stand('parent');
    await until(() => categoryIn(open.state) === 'parent');
  });

  it('that this person does not have changes nothing, and is not argued about', async () => {
    const a = await tab().stand('parent');
    const before = news().length;
    speak({ epoch: 1, who: await digest('p1'), category: 'student' });
    await a.epos.refresh();
    await a.epos.chooseCategory('employee');
    await until(() => news().length > before);
    assert.deepEqual(
      news()
        .slice(before)
        .map(({ category }) => category),
      ['employee'],
    );
  });
});

describe('tabs: whoever was asleep looks again', () => {
  for (const [type, init] of [
    ['pageshow', { persisted: true }],
    ['focus', {}],
    ['online', {}],
    ['visibilitychange', {}],
    ['storage', {}],
  ] as const) {
    it(`on ${type}`, async () => {
      const [a, b] = [await tab().stand(), await tab().stand()];
      b.frozen = true;
      browser.sub = undefined;
      await a.epos.signOut();
      assert.equal(personIn(b.state), 'p1');
      b.happen(type, init);
      await until(() => isSignedOut('elsewhere')(b));
    });
  }

  it('and leaves the channel while the back button’s cache keeps it', async () => {
    const a = await tab().stand();
    const [members = new Set()] = browser.channels.values();
    a.happen('pagehide');
    assert.equal(members.size, 0);
    a.happen('pageshow');
    assert.equal(members.size, 1);
    a.epos.close();
    assert.equal(members.size, 0);
    a.happen('pageshow');
    assert.equal(members.size, 0, 'what is closed stays closed');
  });

  it('but not on a shared computer, where a page that is set aside must still hear of a sign-out', async () => {
    Object.assign(globalThis, { sessionStorage: new MemoryTabStorage() });
    const a = await tab({ sharedComputer: true }).stand();
    Reflect.deleteProperty(globalThis, 'sessionStorage');
    const [members = new Set()] = browser.channels.values();
    a.happen('pagehide');
    assert.equal(members.size, 1);
  });
});

describe('tabs: what is told while the part that hears it loads', () => {
  for (const [what, news, holds] of [
    ['a sign-out', { who: null }, isSignedOut('elsewhere')],
    ['a category', { category: 'employee' }, ({ state }: FakeTab) => categoryIn(state) === 'employee'],
  ] as const) {
    it(`is heard: ${what}`, async () => {
      await tab().stand('parent');
      const b = tab();
      const list = Promise.withResolvers<ReturnType<typeof tileOf>[]>();
      b.subsystems = () => list.promise;
      await b.load();
      browser.elapse(1000);
      browser.storage.setItem(recordKey, JSON.stringify({ epoch: browser.now, who: await digest('p1'), ...news }));
      list.resolve([tileOf('p1')]);
      await until(() => holds(b));
    });
  }
});

describe('tabs: what is missing', () => {
  it('the channel alone works', async () => {
    browser.storage.refuses = true;
    const [a, b] = [await tab().stand('parent'), await tab().stand()];
    await a.epos.signOut();
    await until(() => isSignedOut('elsewhere')(b));
  });

  it('the record alone works', async () => {
    browser.hasChannels = false;
    const [a, b] = [await tab().stand('parent'), await tab().stand()];
    await a.epos.signOut();
    b.happen('storage');
    await until(() => isSignedOut('elsewhere')(b));
    assert.deepEqual(browser.messages, []);
  });

  it('without a scope there is nothing to share', async () => {
    const a = await tab({ scope: undefined }).stand();
    await a.epos.signOut();
    assert.equal(browser.channels.size, 0);
    assert.equal(browser.storage.items.has(recordKey), false);
  });
});

describe('tabs: what is told', () => {
  it('names nobody', async () => {
    await tab().stand('parent');
    const told = JSON.stringify([browser.messages, browser.storage.getItem(recordKey)]);
    assert.match(told, /parent/);
    assert.doesNotMatch(told, /p1|Person/);
  });

  it('comes from no hidden frame, and does nothing there', async () => {
    const frame = tab();
    frame.framed = true;
    // The parent takes the frame away: nobody there is to wait for anything more.
    let isReady = false;
    void frame.load().then(() => (isReady = true));
    const a = await tab().stand();
    frame.happen('storage');
    await until(() => frame.isListening);
    await a.epos.signOut();
    assert.deepEqual(frame.calls, ['restore']);
    assert.equal(frame.state.kind, 'restoring');
    assert.equal(isReady, false);
  });

  it('drops nothing of a tab on its way to a provider', async () => {
    const [a, b] = [await tab().stand(), await tab().stand()];
    await b.epos.signIn({ provider: 'esia' });
    assert.ok(
      news().every(({ who }) => who !== null),
      'a step-up is no sign-out',
    );
    await a.epos.signOut();
    const c = await tab().load();
    c.happen('storage');
    await until(() => c.isListening);
    assert.deepEqual(b.state, { kind: 'redirecting', to: 'sign-in', provider: 'esia' });
    assert.ok(!b.calls.includes('forget'));
  });
});

describe('tabs: messages are data', () => {
  const garbage: unknown[] = [
    null,
    'signed-out',
    7,
    [],
    {},
    { epoch: 1 },
    { epoch: 'now', who: null },
    { epoch: Number.NaN, who: null },
    { epoch: 1, who: 'p2' },
    { epoch: 1, who: 7 },
    { who: null },
  ];

  it('and garbage is none', async () => {
    const a = await tab().stand('parent');
    for (const message of garbage) {
      speak(message);
      browser.storage.setItem(recordKey, JSON.stringify(message));
      a.happen('focus');
    }
    browser.storage.setItem(recordKey, '{');
    a.happen('focus');
    await a.epos.chooseCategory('employee');
    await until(() => news().at(-1)?.category === 'employee');
    assert.deepEqual(a.calls, ['restore']);
  });

  it('and a forged person is looked for at the SSO, which knows better', async () => {
    const a = await tab().stand('parent');
    a.states.length = 0;
    speak({ epoch: 1, who: await digest('p2'), category: 'employee' });
    await until(() => a.states.some(({ kind }) => kind === 'restoring'));
    await until(() => personIn(a.state) === 'p1');
    assert.ok(a.states.every((state) => [undefined, 'p1'].includes(personIn(state))));
  });
});

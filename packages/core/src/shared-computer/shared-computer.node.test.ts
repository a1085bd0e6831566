import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { EposError } from '../errors/errors.ts';
import { MemoryTabStorage } from '../test/fake-page.ts';
import { FakeBrowser, FakeTab, until } from '../test/fake-tabs.ts';

const minute = 60_000;

let browser: FakeBrowser;
/** What the tab under test keeps: the tabs of a test share a process, so it is set before each loads. */
let session: MemoryTabStorage;
const opened: FakeTab[] = [];

const tab = async (storage = session, category: 'employee' | 'parent' = 'parent') => {
  Object.assign(globalThis, { sessionStorage: storage });
  const open = new FakeTab(browser, { sharedComputer: true });
  opened.push(open);
  return open.stand(category);
};
/** The page that comes back from the SSO's sign-out: the tab's storage is all that is left. */
const comeBack = async () => {
  const open = new FakeTab(browser, { sharedComputer: true });
  opened.push(open);
  return open.load();
};
const warningOf = ({ state }: FakeTab) => ('signOutAt' in state ? state.signOutAt : undefined);

beforeEach(() => {
  browser = new FakeBrowser();
  browser.sub = 'p1';
  session = new MemoryTabStorage();
});
afterEach(() => {
  for (const open of opened.splice(0)) open.epos.close();
  assert.equal(browser.timers, 0, 'nothing ticks on');
  Reflect.deleteProperty(globalThis, 'sessionStorage');
});

describe('a shared computer', () => {
  it('keeps nothing outside the tab, and no list at all', async () => {
    const a = await tab();
    await a.epos.refresh();
    assert.deepEqual([...browser.storage.items], []);
    assert.ok(session.items.size > 0);
    assert.ok([...session.items.keys()].every((key) => !key.includes('list')));
  });

  it('warns a minute before the end, with the moment of the end', async () => {
    const a = await tab();
    browser.pass(9 * minute - 1);
    assert.equal(warningOf(a), undefined);
    browser.pass(1);
    assert.equal(warningOf(a), browser.now + minute);
    const warned = a.state;
    browser.pass(30_000);
    assert.equal(a.state, warned, 'the moment stays, so nothing is told again');
  });

  it('signs out everywhere, and says why when the page has come back from the SSO', async () => {
    const a = await tab();
    browser.pass(10 * minute + 1000);
    await until(() => a.state.kind === 'redirecting');
    assert.ok(a.calls.includes('signOut true'));
    assert.deepEqual((await comeBack()).state, { kind: 'signed-out', reason: 'idle' });
    assert.deepEqual((await comeBack()).state, { kind: 'signed-out', reason: 'never' }, 'and says it once');
  });

  it('says so at once where the SSO has no sign-out page', async () => {
    const a = await tab();
    a.signOut = () => {
      a.environment.emit({ type: 'ended', reason: 'never' });
      return Promise.resolve();
    };
    browser.pass(11 * minute);
    await until(() => a.state.kind === 'signed-out' && a.state.reason === 'idle');
  });

  it('takes its times from the options', async () => {
    Object.assign(globalThis, { sessionStorage: session });
    const a = new FakeTab(browser, { sharedComputer: { idle: 20_000, warning: 8_000 } });
    opened.push(a);
    await a.stand('parent');
    browser.pass(11_999);
    assert.equal(warningOf(a), undefined);
    browser.pass(1);
    assert.equal(warningOf(a), browser.now + 8_000);
    browser.pass(9_000);
    await until(() => a.state.kind === 'redirecting');
  });

  for (const type of ['pointerdown', 'keydown', 'touchstart', 'scroll', 'click']) {
    it(`takes ${type} for a person who is there`, async () => {
      const a = await tab();
      browser.pass(9 * minute + 30_000);
      assert.ok(warningOf(a));
      a.happen(type);
      assert.equal(warningOf(a), undefined);
      browser.pass(9 * minute - 1);
      assert.equal(warningOf(a), undefined);
    });
  }

  it('takes stay() for one, too', async () => {
    const a = await tab();
    browser.pass(9 * minute + 30_000);
    a.epos.stay();
    await until(() => warningOf(a) === undefined);
  });

  it('reads and writes nothing for each of a hundred movements', async () => {
    const a = await tab();
    browser.pass(minute);
    a.happen('pointermove');
    const before = browser.messages.length;
    for (let count = 0; count < 100; count += 1) a.happen('pointermove');
    assert.equal(browser.messages.length, before);
    browser.pass(1000);
    a.happen('pointermove');
    assert.equal(browser.messages.length, before + 1);
  });
});

describe('a shared computer that slept', () => {
  it('signs out when it wakes, and takes the hand that woke it for nobody', async () => {
    const a = await tab();
    browser.elapse(11 * minute);
    a.happen('pointerdown');
    browser.pass(300);
    await until(() => a.state.kind === 'redirecting');
  });

  it('does so where the monotonic clock stands still in sleep', async () => {
    const a = await tab();
    browser.now += 11 * minute;
    a.happen('visibilitychange');
    browser.pass(300);
    await until(() => a.state.kind === 'redirecting');
  });

  it('and where the wall clock was set back meanwhile', async () => {
    const a = await tab();
    browser.monotonic += 11 * minute;
    browser.now -= 60 * minute;
    a.happen('focus');
    browser.pass(300);
    await until(() => a.state.kind === 'redirecting');
  });

  it('and was closed: a tab that the browser brings back days later is not signed in', async () => {
    const a = await tab();
    browser.pass(2000);
    a.happen('keydown');
    a.epos.close();
    browser.elapse(2 * 24 * 60 * minute);
    const b = await tab();
    browser.pass(300);
    await until(() => b.state.kind === 'redirecting');
  });

  it('but a sign-in that took its time is no idleness', async () => {
    const a = await tab();
    browser.pass(2000);
    a.happen('keydown');
    await a.epos.signIn({ provider: 'esia' });
    a.epos.close();
    browser.elapse(20 * minute);
    const b = await tab();
    assert.equal(warningOf(b), undefined);
    assert.equal(b.state.kind, 'ready');
  });
});

describe('a shared computer without a network', () => {
  it('signs out here at once, and at the SSO when the line returns', async () => {
    const a = await tab();
    a.signOut = () => Promise.reject(new EposError('offline', 'sign-out'));
    browser.pass(11 * minute);
    await until(() => a.state.kind === 'signed-out' && a.state.reason === 'idle');
    assert.equal(a.token, undefined);
    browser.sub = undefined;
    a.signOut = () => Promise.resolve();
    a.happen('online');
    await until(() => a.state.kind === 'redirecting');
    assert.deepEqual((await comeBack()).state, { kind: 'signed-out', reason: 'idle' });
  });

  it('remembers that over a reload', async () => {
    const a = await tab();
    a.signOut = () => Promise.reject(new EposError('offline', 'sign-out'));
    browser.pass(11 * minute);
    await until(() => a.state.kind === 'signed-out' && a.state.reason === 'idle');
    browser.sub = undefined;
    a.epos.close();
    const b = await comeBack();
    await until(() => b.state.kind === 'redirecting');
    assert.ok(b.calls.includes('signOut true'));
    assert.deepEqual((await comeBack()).state, { kind: 'signed-out', reason: 'idle' });
    assert.deepEqual((await comeBack()).state, { kind: 'signed-out', reason: 'never' }, 'and says it once');
  });

  it('forgets that over a reload when somebody signs in first', async () => {
    const a = await tab();
    a.signOut = () => Promise.reject(new EposError('offline', 'sign-out'));
    browser.pass(11 * minute);
    await until(() => a.state.kind === 'signed-out' && a.state.reason === 'idle');
    a.epos.close();
    browser.sub = 'p2';
    const b = await tab();
    b.epos.close();
    browser.sub = undefined;
    assert.deepEqual((await comeBack()).state, { kind: 'signed-out', reason: 'never' });
  });

  it('forgets that when somebody signs in first', async () => {
    const a = await tab();
    a.signOut = () => Promise.reject(new EposError('offline', 'sign-out'));
    browser.pass(11 * minute);
    await until(() => a.state.kind === 'signed-out' && a.state.reason === 'idle');
    browser.sub = 'p2';
    await a.epos.refresh();
    await until(() => 'subsystems' in a.state && a.state.subsystems.kind === 'ready');
    const asked = a.calls.filter((call) => call.startsWith('signOut')).length;
    a.happen('online');
    assert.equal(a.calls.filter((call) => call.startsWith('signOut')).length, asked);
    assert.equal(warningOf(a), undefined);
  });
});

describe('the tabs of a shared computer', () => {
  it('are kept by activity in one of them', async () => {
    const a = await tab();
    const b = await tab(new MemoryTabStorage());
    browser.pass(9 * minute + 30_000);
    assert.ok(warningOf(a) && warningOf(b));
    a.happen('keydown');
    assert.equal(warningOf(b), undefined);
  });

  it('end together, for the same reason', async () => {
    const a = await tab();
    const b = await tab(new MemoryTabStorage());
    b.frozen = true;
    browser.pass(5 * minute);
    b.frozen = false;
    browser.pass(6 * minute);
    await until(() => [a, b].every(({ state }) => state.kind === 'redirecting' || state.kind === 'signed-out'));
    await until(() => [a, b].some(({ state }) => state.kind === 'redirecting'));
  });

  it('are asked before one that heard nothing signs everybody out', async () => {
    const a = await tab();
    const b = await tab(new MemoryTabStorage());
    b.frozen = true;
    for (let count = 0; count < 11; count += 1) {
      browser.elapse(minute);
      a.happen('keydown');
    }
    b.frozen = false;
    b.happen('visibilitychange');
    browser.pass(300);
    assert.equal(b.state.kind, 'ready');
    assert.equal(warningOf(b), undefined);
    assert.ok(!b.calls.includes('signOut true'));
  });

  it('cannot be kept by garbage', async () => {
    const a = await tab();
    const [members = new Set<(message: unknown) => void>()] = browser.channels.values();
    browser.pass(9 * minute + 30_000);
    for (const message of [null, 7, {}, { untouched: 'never' }, { untouched: -1 }, { untouched: Number.NaN }]) {
      for (const hear of members) hear(message);
    }
    assert.ok(warningOf(a));
  });
});

describe('a computer of one’s own', () => {
  it('knows no idleness, and stay() does nothing', async () => {
    const a = await new FakeTab(browser).stand('parent');
    opened.push(a);
    browser.pass(60 * minute);
    a.epos.stay();
    assert.equal(warningOf(a), undefined);
    assert.equal(a.state.kind, 'ready');
  });
});

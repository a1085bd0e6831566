import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Me, Subsystem } from '../contract/contract.ts';
import { EposError } from '../errors/errors.ts';
import { FakeBrowser, FakeTab, me, tileOf, until } from '../test/fake-tabs.ts';

const key = 'epos-login:list:https://sso.example journal';

let browser: FakeBrowser;
const opened: FakeTab[] = [];
const tab = () => {
  const open = new FakeTab(browser);
  opened.push(open);
  return open;
};
/** Somebody was here, and the list was kept. */
const leaveList = async (sub = 'p1') => {
  browser.sub = sub;
  const open = await tab().stand('parent');
  await until(() => browser.storage.items.get(key)?.includes(sub) ?? false);
  open.epos.close();
};
const listIn = ({ state }: FakeTab) => ('subsystems' in state ? state.subsystems : undefined);

beforeEach(() => {
  browser = new FakeBrowser();
});
afterEach(() => {
  for (const open of opened.splice(0)) open.epos.close();
});

/** A page whose portal answers when the test likes. */
const waiting = () => {
  const open = tab();
  const answers = { me: Promise.withResolvers<Me>(), list: Promise.withResolvers<Subsystem[]>() };
  open.me = () => answers.me.promise;
  open.subsystems = () => answers.list.promise;
  return { open, ...answers };
};

describe('the last list', () => {
  it('stands at once on return, and is brought up to date behind it', async () => {
    await leaveList();
    const { open, me: person, list } = waiting();
    const ready = open.load();
    await until(() => open.state.kind === 'ready');
    assert.equal(open.state.kind === 'ready' && open.state.category, 'parent');
    assert.deepEqual(listIn(open), { kind: 'stale', items: [tileOf('p1')] });
    const newer = { ...tileOf('p1'), id: 'newer' };
    list.resolve([newer]);
    person.resolve(me('p1'));
    await ready;
    await until(() => listIn(open)?.kind === 'ready');
    assert.deepEqual(listIn(open), { kind: 'ready', items: [newer] });
  });

  it('leaves the role choice to a person who has just signed in', async () => {
    await leaveList();
    const { open, me: person, list } = waiting();
    open.interactive = true;
    const ready = open.load();
    await until(() => listIn(open)?.kind === 'stale');
    assert.equal(open.state.kind === 'choosing-category' && open.state.remembered, 'parent');
    await open.epos.chooseCategory('employee');
    person.resolve(me('p1'));
    list.resolve([tileOf('p1')]);
    await ready;
    await until(() => listIn(open)?.kind === 'ready');
    assert.equal(open.state.kind === 'ready' && open.state.category, 'employee', 'what was chosen meanwhile stays');
  });

  it('keeps a category that is switched before the portal answers', async () => {
    await leaveList();
    const { open, me: person } = waiting();
    const ready = open.load();
    await until(() => listIn(open)?.kind === 'stale');
    void open.epos.chooseCategory('employee');
    person.resolve(me('p1'));
    await ready;
    assert.equal(open.state.kind === 'ready' && open.state.category, 'employee');
  });

  it('stays, with the error, where the portal fails', async () => {
    await leaveList();
    const open = tab();
    const error = new EposError('unavailable', 'portal');
    open.me = () => Promise.reject(error);
    open.subsystems = () => Promise.reject(error);
    await open.load();
    assert.equal(open.state.kind, 'ready');
    assert.deepEqual(listIn(open), { kind: 'stale', items: [tileOf('p1')], error });
  });

  it('goes where the portal says that the session is over', async () => {
    await leaveList();
    const open = tab();
    open.me = () => Promise.reject(new EposError('session_ended', 'portal'));
    await open.load();
    assert.deepEqual(open.state, { kind: 'signed-out', reason: 'ended' });
    assert.ok(browser.storage.items.has(key), 'the same person comes back to it');
  });

  it('is not shown late over what the portal has said', async () => {
    await leaveList();
    const open = await tab().stand();
    assert.deepEqual(listIn(open), { kind: 'ready', items: [tileOf('p1')] });
  });
});

describe('the last list is nobody else’s', () => {
  it('and is not shown to another person, who replaces it', async () => {
    await leaveList('p1');
    browser.sub = 'p2';
    const { open, me: person, list } = waiting();
    const ready = open.load();
    person.resolve(me('p2'));
    list.resolve([tileOf('p2')]);
    await ready;
    await until(() => listIn(open)?.kind === 'ready');
    assert.ok(!open.states.some((state) => JSON.stringify(state).includes('p1')));
    await until(() => browser.storage.items.get(key)?.includes('p2') ?? false);
    assert.doesNotMatch(browser.storage.items.get(key) ?? '', /p1/);
  });

  it('and is not shown where the record says another digest or another person', async () => {
    await leaveList('p1');
    const record = JSON.parse(browser.storage.items.get(key) ?? '') as Record<string, unknown>;
    for (const forged of [
      { ...record, who: 'x' },
      { ...record, person: { ...me('p2').person } },
    ]) {
      browser.storage.items.set(key, JSON.stringify(forged));
      const open = tab();
      open.me = () => Promise.reject(new EposError('network', 'portal'));
      await open.load();
      assert.equal(open.state.kind, 'failed');
    }
  });

  it('and is gone after a sign-out', async () => {
    await leaveList();
    const open = await tab().stand();
    await open.epos.signOut();
    await until(() => !browser.storage.items.has(key));
  });

  it('and comes with no session of which the transport cannot say whose it is', async () => {
    await leaveList();
    const open = new FakeTab(browser, { scope: undefined });
    opened.push(open);
    open.me = () => Promise.reject(new EposError('network', 'portal'));
    await open.load();
    assert.equal(open.state.kind, 'failed');
  });
});

describe('the last list is data', () => {
  const garbage: [string, (record: Record<string, unknown>) => unknown][] = [
    ['of another version', (record) => ({ ...record, version: 2 })],
    ['without a person', (record) => ({ ...record, person: null })],
    ['without roles', (record) => ({ ...record, roles: 'all' })],
    ['without subsystems', (record) => ({ ...record, subsystems: 7 })],
    ['that is no record', () => 'list'],
  ];
  for (const [name, spoil] of garbage) {
    it(`and one ${name} is none`, async () => {
      await leaveList();
      const record = JSON.parse(browser.storage.items.get(key) ?? '') as Record<string, unknown>;
      browser.storage.items.set(key, JSON.stringify(spoil(record)));
      const open = tab();
      open.me = () => Promise.reject(new EposError('network', 'portal'));
      await open.load();
      assert.equal(open.state.kind, 'failed');
    });
  }

  it('and one bad item does not empty it; an address that is none opens nothing', async () => {
    await leaveList();
    const record = JSON.parse(browser.storage.items.get(key) ?? '') as { subsystems: unknown[] };
    record.subsystems.push({ ...tileOf('p1'), url: 'javascript:alert(1)' }, 7);
    browser.storage.items.set(key, JSON.stringify(record));
    const open = tab();
    open.me = () => Promise.reject(new EposError('network', 'portal'));
    await open.load();
    const list = listIn(open);
    assert.deepEqual(list?.kind === 'stale' && list.items, [tileOf('p1')]);
  });

  it('and one that is too long is not kept', async () => {
    browser.sub = 'p1';
    const open = tab();
    open.subsystems = () =>
      Promise.resolve(Array.from({ length: 2000 }, () => ({ ...tileOf('p1'), description: 'x'.repeat(200) })));
    await open.stand('parent');
    open.subsystems = () => Promise.resolve([tileOf('p1')]);
    assert.ok(!browser.storage.items.has(key));
    await open.epos.refresh();
    await until(() => browser.storage.items.has(key));
  });

  it('and a storage that throws keeps nobody out', async () => {
    browser.sub = 'p1';
    browser.storage.refuses = true;
    const open = await tab().stand('parent');
    assert.equal(listIn(open)?.kind, 'ready');
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FakeBrowser, FakeTab, until } from '../test/fake-tabs.ts';

const key = 'epos-login:notes:https://sso.example journal';

let browser: FakeBrowser;
const opened: FakeTab[] = [];
const tab = (options: ConstructorParameters<typeof FakeTab>[1] = {}) => {
  const open = new FakeTab(browser, options);
  opened.push(open);
  return open;
};
const signedIn = (sub = 'p1') => {
  browser.sub = sub;
  return tab().stand();
};
const kept = () => browser.storage.items.get(key);

beforeEach(() => {
  browser = new FakeBrowser();
});
afterEach(() => {
  for (const open of opened.splice(0)) open.epos.close();
});

describe('notes', () => {
  it('come back with the person, and in another tab', async () => {
    const first = await signedIn();
    const second = await signedIn();
    first.epos.notes?.write('tiles', ['journal']);
    assert.deepEqual(second.epos.notes?.read('tiles'), ['journal']);
    const { epos } = await signedIn();
    assert.deepEqual(epos.notes?.read('tiles'), ['journal']);
    assert.equal(epos.notes.read('other'), undefined);
  });

  it('of several names stand side by side, from whichever tab', async () => {
    const first = await signedIn();
    const second = await signedIn();
    first.epos.notes?.write('a', 1);
    second.epos.notes?.write('b', 2);
    assert.deepEqual([first.epos.notes?.read('a'), first.epos.notes?.read('b')], [1, 2]);
  });

  it('do not say whose they are', async () => {
    const { epos } = await signedIn('person-59');
    epos.notes?.write('tiles', ['journal']);
    assert.match(kept() ?? '', /journal/);
    assert.doesNotMatch(JSON.stringify([...browser.storage.items.keys(), kept()]), /person-59/);
  });

  it('are not there before the session is confirmed', async () => {
    const { epos } = await signedIn();
    epos.notes?.write('tiles', ['journal']);
    assert.equal(tab().epos.notes, undefined);
  });

  it('are erased when another person comes, and not read', async () => {
    const first = await signedIn('p1');
    first.epos.notes?.write('tiles', ['journal']);
    first.epos.close();
    const { epos } = await signedIn('p2');
    assert.equal(epos.notes?.read('tiles'), undefined);
    assert.equal(kept(), undefined);
  });

  it('are erased at sign-out, and late hands write none', async () => {
    const { epos } = await signedIn();
    const { notes } = epos;
    notes?.write('tiles', ['journal']);
    await epos.signOut();
    await until(() => kept() === undefined);
    notes?.write('tiles', ['journal']);
    assert.equal(kept(), undefined);
    assert.equal(notes?.read('tiles'), undefined);
  });

  it('survive a session that only ended: the same person comes back to them', async () => {
    const open = await signedIn();
    open.epos.notes?.write('tiles', ['journal']);
    open.environment.emit({ type: 'ended', reason: 'ended' });
    assert.equal(open.state.kind, 'signed-out');
    assert.ok(kept());
    assert.equal(open.epos.notes?.read('tiles'), undefined, 'but nobody is signed in');
  });

  it('are not kept on a shared computer', async () => {
    browser.sub = 'p1';
    const open = tab({ sharedComputer: true });
    await open.load();
    await until(() => 'subsystems' in open.state);
    assert.equal(open.epos.notes, undefined);
    assert.equal(kept(), undefined);
  });

  for (const [name, record] of [
    ['no record', 'null'],
    ['another version', '{"version":0,"who":"x","notes":{"tiles":1}}'],
    ['somebody else’s', '{"version":1,"who":"x","notes":{"tiles":1}}'],
    ['no JSON', '{'],
  ] as const) {
    it(`that are ${name} are none`, async () => {
      browser.storage.items.set(key, record);
      const { epos } = await signedIn();
      assert.equal(epos.notes?.read('tiles'), undefined);
      assert.equal(kept(), undefined);
    });
  }

  it('that hold something else than notes are none', async () => {
    const { epos } = await signedIn();
    epos.notes?.write('tiles', 1);
    browser.storage.items.set(key, JSON.stringify({ ...(JSON.parse(kept() ?? '') as object), notes: 'all' }));
    assert.equal(epos.notes?.read('tiles'), undefined);
  });

  it('that are too long are not kept; what stood stays', async () => {
    const { epos } = await signedIn();
    epos.notes?.write('tiles', 1);
    epos.notes?.write('novel', 'x'.repeat(20_000));
    assert.deepEqual([epos.notes?.read('tiles'), epos.notes?.read('novel')], [1, undefined]);
  });

  it('cost nobody the sign-in where storage throws', async () => {
    browser.storage.refuses = true;
    const { epos } = await signedIn();
    assert.ok('subsystems' in epos.state);
    epos.notes?.write('tiles', 1);
    assert.equal(epos.notes?.read('tiles'), undefined);
  });
});

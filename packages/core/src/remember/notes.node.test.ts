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

const notesOf = ({ epos }: FakeTab) => epos.notes?.();

describe('notes', () => {
  it('come back with the person, and in another tab', async () => {
    const [first, second] = [await notesOf(await signedIn()), await notesOf(await signedIn())];
    first?.write('tiles', ['journal']);
    assert.deepEqual(second?.read('tiles'), ['journal']);
    const third = await notesOf(await signedIn());
    assert.deepEqual(third?.read('tiles'), ['journal']);
    assert.equal(third.read('other'), undefined);
  });

  it('of several names stand side by side, from whichever tab', async () => {
    const [first, second] = [await notesOf(await signedIn()), await notesOf(await signedIn())];
    first?.write('a', 1);
    second?.write('b', 2);
    assert.deepEqual([first?.read('a'), first?.read('b')], [1, 2]);
  });

  it('do not say whose they are', async () => {
    const notes = await notesOf(await signedIn('person-59'));
    notes?.write('tiles', ['journal']);
    assert.match(kept() ?? '', /journal/);
    assert.doesNotMatch(JSON.stringify([...browser.storage.items.keys(), kept()]), /person-59/);
  });

  it('are not there before the session is confirmed', async () => {
    (await notesOf(await signedIn()))?.write('tiles', ['journal']);
    assert.equal(tab().epos.notes, undefined);
  });

  it('are not read by another person, who erases them', async () => {
    const first = await signedIn('p1');
    (await notesOf(first))?.write('tiles', ['journal']);
    first.epos.close();
    const second = await signedIn('p2');
    await until(() => kept() === undefined);
    assert.equal((await notesOf(second))?.read('tiles'), undefined);
  });

  it('are not read by another person who asks before they are erased', async () => {
    const first = await signedIn('p1');
    (await notesOf(first))?.write('tiles', ['journal']);
    first.epos.close();
    browser.sub = 'p2';
    const second = tab();
    await second.load();
    assert.equal((await notesOf(second))?.read('tiles'), undefined);
    assert.equal(kept(), undefined);
  });

  it('are erased at sign-out, and late hands write none', async () => {
    const open = await signedIn();
    const notes = await notesOf(open);
    notes?.write('tiles', ['journal']);
    await open.epos.signOut();
    await until(() => kept() === undefined);
    notes?.write('tiles', ['journal']);
    assert.equal(kept(), undefined);
    assert.equal(notes?.read('tiles'), undefined);
  });

  it('survive a session that only ended: the same person comes back to them', async () => {
    const open = await signedIn();
    const notes = await notesOf(open);
    notes?.write('tiles', ['journal']);
    open.environment.emit({ type: 'ended', reason: 'ended' });
    assert.equal(open.state.kind, 'signed-out');
    assert.ok(kept());
    assert.equal(notes?.read('tiles'), undefined, 'but nobody is signed in');
  });

  it('are not kept on a shared computer', async () => {
    browser.sub = 'p1';
    const open = tab({ sharedComputer: true });
    await open.load();
    await until(() => 'subsystems' in open.state);
    assert.equal(await notesOf(open), undefined);
  });

  for (const [name, record] of [
    ['no record', 'null'],
    ['another version', '{"version":0,"who":"x","notes":{"tiles":1}}'],
    ['somebody else’s', '{"version":1,"who":"x","notes":{"tiles":1}}'],
    ['no JSON', '{'],
  ] as const) {
    it(`that are ${name} are none`, async () => {
      browser.storage.items.set(key, record);
      const notes = await notesOf(await signedIn());
      assert.equal(notes?.read('tiles'), undefined);
      assert.equal(kept(), undefined);
    });
  }

  it('that hold something else than notes are none', async () => {
    const notes = await notesOf(await signedIn());
    notes?.write('tiles', 1);
    browser.storage.items.set(key, JSON.stringify({ ...(JSON.parse(kept() ?? '') as object), notes: 'all' }));
    assert.equal(notes?.read('tiles'), undefined);
  });

  it('that are too long are not kept; what stood stays', async () => {
    const notes = await notesOf(await signedIn());
    notes?.write('tiles', 1);
    notes?.write('novel', 'x'.repeat(20_000));
    assert.deepEqual([notes?.read('tiles'), notes?.read('novel')], [1, undefined]);
  });

  it('cost nobody the sign-in where storage throws', async () => {
    browser.storage.refuses = true;
    const open = await signedIn();
    assert.ok('subsystems' in open.state);
    const notes = await notesOf(open);
    notes?.write('tiles', 1);
    assert.equal(notes?.read('tiles'), undefined);
  });
});

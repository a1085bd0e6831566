import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EposState } from '@epos-login/core';
import { subsystemsOf } from '../answers/answers.ts';
import { stateAfter, stateOf } from '../states/states.ts';
import { fixtureEpos } from './fixture-epos.ts';

test('stands at the state it was given', async () => {
  assert.equal((await fixtureEpos().ready()).kind, 'restoring');
  assert.equal(fixtureEpos(stateOf('parent')).state.kind, 'ready');
});

test('moves, tells its listeners, and lets go of them', () => {
  const epos = fixtureEpos(stateOf('parent'));
  const seen: EposState[] = [];
  const unsubscribe = epos.subscribe((state) => seen.push(state));
  epos.move({ type: 'session', session: 'offline' });
  epos.move({ type: 'session', session: 'offline' });
  unsubscribe();
  epos.move({ type: 'session', session: 'fresh' });
  assert.equal(seen.length, 1);
});

test('what a person does moves it as far as this page would see', async () => {
  const epos = fixtureEpos(stateAfter({ type: 'signed-out', reason: 'never' }));
  await epos.signIn({ provider: 'esia' });
  assert.deepEqual(epos.state, { kind: 'redirecting', to: 'sign-in', provider: 'esia' });

  const choosing = fixtureEpos(stateOf('teacherAndParent'));
  await choosing.chooseCategory('parent');
  assert.equal(choosing.state.kind, 'ready');
  await choosing.signOut();
  assert.equal(choosing.state.kind, 'signed-out');
  assert.deepEqual(choosing.calls, [
    ['chooseCategory', 'parent'],
    ['signOut', {}],
  ]);

  const failed = fixtureEpos(stateOf('teacher', { error: 'timeout' }));
  failed.dismiss();
  assert.equal(failed.state.kind, 'ready');
});

test('addresses carry the category; opening never leaves the page', async () => {
  const epos = fixtureEpos(stateOf('parent'));
  const [journal] = subsystemsOf('parent');
  assert.ok(journal);
  assert.equal(epos.addressOf(journal), 'https://journal.epos.example/?epos_category=parent');
  await epos.open(journal);
  await epos.refresh();
  assert.equal(epos.calls.length, 2);
});

test('sends nothing', async () => {
  await assert.rejects(fixtureEpos().fetch('https://portal.example/'), { code: 'forbidden' });
});

test('keeps notes in memory, the same each time they are opened', async () => {
  const epos = fixtureEpos(stateOf('parent'));
  (await epos.notes()).write('tiles', ['journal']);
  assert.deepEqual((await epos.notes()).read('tiles'), ['journal']);
  assert.equal((await epos.notes()).read('other'), undefined);
  assert.equal((await fixtureEpos(stateOf('parent')).notes()).read('tiles'), undefined);
});

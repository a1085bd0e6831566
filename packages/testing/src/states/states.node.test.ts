import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EposError } from '@epos-login/core';
import { stateAfter, stateOf } from './states.ts';

test('a person with one category is ready, with the tiles of the record', () => {
  const state = stateOf('parent');
  assert.ok(state.kind === 'ready');
  assert.equal(state.category, 'parent');
  assert.ok(state.subsystems.kind === 'ready');
  assert.deepEqual(
    state.subsystems.items.map(({ id }) => id),
    ['journal', 'extra', 'camps', 'meals', 'admission', 'attendance', 'surveys', 'helpdesk'],
  );
});

test('a person with several is choosing until a category is given', () => {
  assert.deepEqual(stateOf('teacherAndParent', { remembered: 'parent' }).kind, 'choosing-category');
  const state = stateOf('teacherAndParent', { category: 'parent' });
  assert.equal(state.kind === 'ready' && state.category, 'parent');
});

test('lists and session stand as asked', () => {
  const stale = stateOf('parent', { subsystems: 'stale', session: 'offline' });
  assert.ok(stale.kind === 'ready' && stale.subsystems.kind === 'stale');
  assert.equal(stale.session, 'offline');
  assert.equal(stale.subsystems.error?.code, 'network');
  const loading = stateOf('parent', { subsystems: 'loading' });
  assert.ok(loading.kind === 'ready' && loading.subsystems.kind === 'loading');
  const failed = stateOf('parent', { subsystems: 'failed' });
  assert.ok(failed.kind === 'ready' && failed.subsystems.kind === 'failed');
  const empty = stateOf('parent', { subsystems: [] });
  assert.ok(empty.kind === 'ready' && empty.subsystems.kind === 'ready' && empty.subsystems.items.length === 0);
});

test('a failure strikes the state that stood', () => {
  const state = stateOf('teacher', { error: 'unavailable' });
  assert.ok(state.kind === 'failed');
  assert.equal(state.from.kind, 'ready');
  const own = stateOf('teacher', { error: new EposError('account_mismatch', 'callback', { providerCode: 'X' }) });
  assert.equal(own.kind === 'failed' && own.error.providerCode, 'X');
});

test('a person without roles fails by the machine itself', () => {
  const state = stateOf('noRoles');
  assert.equal(state.kind === 'failed' && state.error.code, 'no_roles');
});

test('somebody EPOS does not know has no state', () => {
  assert.throws(() => stateOf('stranger'), TypeError);
});

test('events lead from the beginning', () => {
  assert.equal(stateAfter().kind, 'restoring');
  assert.deepEqual(stateAfter({ type: 'signed-out', reason: 'idle' }), { kind: 'signed-out', reason: 'idle' });
});

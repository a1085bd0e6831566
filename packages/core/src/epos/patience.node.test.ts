import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { Subsystem } from '../contract/contract.ts';
import {
  createEpos,
  environment,
  heldPortal,
  justNow,
  MemoryStorage,
  nextTick,
  openPortal,
  person,
  roles,
  standing,
  transport,
} from '../test/epos-stage.ts';
import type { Restored } from '../transport/transport.ts';
import type { Epos } from './epos.ts';

describe('createEpos: nothing waits for ever', () => {
  const never = <T>() => new Promise<T>(() => undefined);

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it('a portal that never answers is a time-out, and what it says too late is not heard', async () => {
    const { portal, me } = heldPortal();
    const epos = createEpos({ transport: transport(standing), portal, storage: new MemoryStorage() });
    const ready = epos.ready();
    await nextTick();
    mock.timers.tick(30_000);
    const state = await ready;
    assert.equal(state.kind === 'failed' && state.error.code, 'timeout');
    assert.equal(state.kind === 'failed' && state.error.retryable, true);
    me.resolve({ person, roles });
    await nextTick();
    assert.equal(epos.state, state);
  });

  it('a list that never comes leaves the person signed in', async () => {
    const portal = { ...openPortal({ roles: roles.slice(0, 1) }), subsystems: () => never<Subsystem[]>() };
    const epos = createEpos({ transport: transport(standing), portal, storage: new MemoryStorage() });
    await epos.ready();
    mock.timers.tick(30_000);
    await nextTick();
    const { state } = epos;
    assert.equal(state.kind === 'ready' && state.subsystems.kind, 'failed');
  });

  it('a transport that never answers is a time-out', async () => {
    const mute = transport(standing, { restore: () => never() });
    const epos = createEpos({ transport: mute, portal: openPortal(), storage: new MemoryStorage() });
    const ready = epos.ready();
    mock.timers.tick(60_000);
    const state = await ready;
    assert.equal(state.kind === 'failed' && state.error.code, 'timeout');
  });

  it('a sign-out that never ends is a time-out, and nobody stays signed in', async () => {
    const mute = transport(standing, { signOut: () => never() });
    const epos = createEpos({ transport: mute, portal: openPortal(), storage: new MemoryStorage() });
    await epos.ready();
    const leaving = epos.signOut();
    mock.timers.tick(60_000);
    await assert.rejects(leaving, { code: 'timeout' });
    epos.dismiss();
    assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'never' });
  });

  const calls: Record<string, (epos: Epos, signal: AbortSignal) => Promise<unknown>> = {
    ready: (epos, signal) => epos.ready({ signal }),
    refresh: (epos, signal) => epos.refresh({ signal }),
    open: (epos, signal) => epos.open('journal', { signal }),
  };
  for (const [name, call] of Object.entries(calls)) {
    it(`${name}() gives up when its caller does`, async () => {
      const { portal } = heldPortal();
      const epos = createEpos({ transport: transport(standing), portal, storage: new MemoryStorage() });
      void epos.ready();
      const caller = new AbortController();
      const called = call(epos, caller.signal);
      caller.abort();
      await assert.rejects(called, { code: 'aborted' });
      assert.equal(epos.state.kind, 'restoring');
    });
  }

  it('chooseCategory() chooses all the same', async () => {
    const epos = createEpos({ transport: transport(justNow), portal: openPortal(), storage: new MemoryStorage() });
    await epos.ready();
    await assert.rejects(epos.chooseCategory('parent', { signal: AbortSignal.abort() }), { code: 'aborted' });
    assert.equal(epos.state.kind === 'ready' && epos.state.category, 'parent');
  });

  it('signOut() that is given up does not bring the tiles back', async () => {
    const mute = transport(standing, { signOut: () => never() });
    const epos = createEpos({ transport: mute, portal: openPortal(), storage: new MemoryStorage() });
    await epos.ready();
    await assert.rejects(epos.signOut({ signal: AbortSignal.abort() }), { code: 'aborted' });
    assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'never' });
  });

  it('what overtakes a restore is what its callers get', async () => {
    const first = Promise.withResolvers<Restored>();
    const answers = [first.promise, Promise.resolve(standing)];
    const slow = transport(standing, { restore: () => answers.shift() ?? never() });
    const epos = createEpos({ transport: slow, portal: openPortal(), storage: new MemoryStorage() });
    const ready = epos.ready();
    environment.emit({ type: 'changed' });
    first.resolve({ kind: 'none', reason: 'ended' });
    assert.equal((await ready).kind, 'choosing-category');
  });
});

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { EposError } from '../errors/errors.ts';
import { abortable } from './abortable.ts';

const never = new Promise<never>(() => undefined);

describe('abortable', () => {
  it('gives what the work gives, and leaves no listener behind', async () => {
    const { signal } = new AbortController();
    assert.equal(await abortable(Promise.resolve(7), { phase: 'session', signal }), 7);
    await assert.rejects(abortable(Promise.reject(new TypeError('mine')), { phase: 'session', signal }), TypeError);
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
    assert.equal(await abortable(Promise.resolve(8), { phase: 'session' }), 8);
  });

  it('gives up when the signal fires, or has fired before', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const waiting = abortable(never, { phase: 'portal', signal });
    controller.abort('enough');
    const aborted = { name: 'EposError', code: 'aborted', phase: 'portal', cause: 'enough' };
    await assert.rejects(waiting, aborted);
    await assert.rejects(abortable(never, { phase: 'portal', signal }), aborted);
  });

  it('passes on the signal’s own error', async () => {
    const reason = new EposError('session_ended', 'session');
    const waiting = abortable(never, { phase: 'portal', signal: AbortSignal.abort(reason) });
    await assert.rejects(waiting, (error) => error === reason);
  });

  it('gives up when the time is over, and not before', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    let settled = false;
    const waiting = abortable(never, { phase: 'session', timeout: 1000 });
    const failure = assert.rejects(waiting, { code: 'timeout', phase: 'session' }).then(() => {
      settled = true;
    });
    context.mock.timers.tick(999);
    await new Promise(setImmediate);
    assert.equal(settled, false);
    context.mock.timers.tick(1);
    await failure;
  });

  it('keeps no timer once the work is done', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const before = timers();
    await abortable(Promise.resolve(), { phase: 'session', timeout: 60_000 });
    assert.equal(timers(), before);
  });
});

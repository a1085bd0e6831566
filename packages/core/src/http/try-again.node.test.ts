import assert from 'node:assert/strict';
import { beforeEach, describe, it, mock } from 'node:test';
import { EposError } from '../errors/errors.ts';
import { tryAgain } from './try-again.ts';

const down = (retryAfter?: number) => new EposError('unavailable', 'portal', { status: 503, retryAfter });
const mayPass = (error: unknown): error is EposError => error instanceof EposError && error.code === 'unavailable';

/** Comes to these ends, one after another. */
function attempts(...ends: (string | Error)[]): () => Promise<string> {
  return () => {
    const end = ends.shift() ?? assert.fail('one try too many');
    return end instanceof Error ? Promise.reject(end) : Promise.resolve(end);
  };
}

describe('further tries', () => {
  let pauses: number[];

  beforeEach(() => {
    pauses = [];
    mock.restoreAll();
    mock.method(Math, 'random', () => 0.5);
    const { setTimeout } = globalThis;
    mock.method(globalThis, 'setTimeout', (work: () => void, delay: number) => {
      pauses.push(delay);
      return setTimeout(work, 0);
    });
  });

  const tried = (first: EposError, ...ends: (string | Error)[]) =>
    tryAgain('https://portal.example/v1/me', attempts(...ends), first, mayPass);

  it('come after pauses that grow and are spread out', async () => {
    assert.equal(await tried(down(), down(), 'there'), 'there');
    assert.deepEqual(pauses, [150, 300]);
  });

  it('come exactly when the server asks for them', async () => {
    assert.equal(await tried(down(2), down(0.5), 'there'), 'there');
    assert.deepEqual(pauses, [2000, 500]);
  });

  it('are two, and then the last failure stands', async () => {
    await assert.rejects(tried(down(1), down(2), down(3)), { code: 'unavailable', retryAfter: 3 });
    assert.equal(pauses.length, 2);
  });

  it('end with what no further try would change', async () => {
    await assert.rejects(tried(down(), new EposError('session_ended', 'portal')), { code: 'session_ended' });
    assert.equal(pauses.length, 1);
  });
});

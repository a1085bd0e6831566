import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { count, type Counts } from './counts.ts';

/** A runner that reports what it is told, and leaves with an exit code. */
function runner(counts: Counts | undefined, code: number): Promise<Counts> {
  const report = counts
    ? `require('fs').writeFileSync(process.env.EPOS_TEST_REPORT, '${JSON.stringify(counts)}');`
    : '';
  return count('test', process.execPath, ['--eval', `${report} process.exit(${code})`]);
}

describe('count', () => {
  it('hands on what the runner reports', async () => {
    const counts = { passed: 2, failed: 1, skipped: 3 };
    assert.deepEqual(await runner(counts, 1), counts);
  });

  it('takes a runner that broke down for a failure', async () => {
    assert.deepEqual(await runner(undefined, 1), { passed: 0, failed: 1, skipped: 0 });
    assert.deepEqual(await runner({ passed: 2, failed: 0, skipped: 0 }, 1), { passed: 2, failed: 1, skipped: 0 });
  });

  it('takes a runner without a test for a failure', async () => {
    assert.deepEqual(await runner(undefined, 0), { passed: 0, failed: 1, skipped: 0 });
    assert.deepEqual(await runner({ passed: 0, failed: 0, skipped: 1 }, 0), { passed: 0, failed: 1, skipped: 1 });
  });
});

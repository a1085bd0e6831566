import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { count, type Counts, failureOf } from './counts.ts';

/** A runner that reports what it is told, and leaves with an exit code. */
function runner(counts: Counts | undefined, code: number): Promise<Counts> {
  const report = counts
    ? `require('fs').writeFileSync(process.env.EPOS_TEST_REPORT, '${JSON.stringify(counts)}');`
    : '';
  return count('test', process.execPath, ['--eval', `${report} process.exit(${code})`]);
}

describe('count', () => {
  it('hands on what the runner reports', async () => {
    const counts = { passed: 2, failed: 1, skipped: 3, failures: ['a.test.ts: adds: 1 is not 2'] };
    assert.deepEqual(await runner(counts, 1), counts);
  });

  it('takes a runner that broke down for a failure', async () => {
    const noTest = ['test: the runner reported no test (exit code 1).'];
    assert.deepEqual(await runner(undefined, 1), { passed: 0, failed: 1, skipped: 0, failures: noTest });
    const passed = { passed: 2, failed: 0, skipped: 0, failures: [] };
    const failures = ['test: every test passed, yet the runner left with 1.'];
    assert.deepEqual(await runner(passed, 1), { passed: 2, failed: 1, skipped: 0, failures });
  });

  it('takes a runner without a test for a failure', async () => {
    const failures = ['test: the runner reported no test (exit code 0).'];
    assert.deepEqual(await runner(undefined, 0), { passed: 0, failed: 1, skipped: 0, failures });
    const skipped = { passed: 0, failed: 0, skipped: 1, failures: [] };
    assert.deepEqual(await runner(skipped, 0), { passed: 0, failed: 1, skipped: 1, failures });
  });
});

describe('failureOf', () => {
  it('says in one line where, what, and why', () => {
    const file = path.resolve('packages/core/src/a.test.ts');
    assert.equal(
      failureOf(`${file}?x=1`, 'adds', new Error('1 is not 2\n\nat …')),
      'packages/core/src/a.test.ts: adds: 1 is not 2',
    );
    assert.equal(failureOf(undefined, 'adds', 'Could not import\n…'), 'no file: adds: Could not import');
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { secondTime } from './browser-tests.ts';
import { count, type Counts, failureOf, noCounts, sum } from './counts.ts';

/** A runner that reports what it is told, and leaves with an exit code. */
async function runner(told: Partial<Counts> | undefined, code: number): Promise<Counts> {
  const report = JSON.stringify({ 'a.test.ts': { ...noCounts(), ...told } });
  const written = told ? `require('fs').writeFileSync(process.env.EPOS_TEST_REPORT, '${report}');` : '';
  return sum(await count('test', process.execPath, ['--eval', `${written} process.exit(${code})`]));
}

describe('count', () => {
  it('hands on what the runner reports', async () => {
    const counts = { ...noCounts(), passed: 2, failed: 1, skipped: 3, failures: ['a.test.ts: adds: 1 is not 2'] };
    assert.deepEqual(await runner(counts, 1), counts);
  });

  it('takes a runner that broke down for a failure', async () => {
    const noTest = ['test: the runner reported no test (exit code 1).'];
    assert.deepEqual(await runner(undefined, 1), { ...noCounts(), failed: 1, failures: noTest });
    const failures = ['test: every test passed, yet the runner left with 1.'];
    assert.deepEqual(await runner({ passed: 2 }, 1), { ...noCounts(), passed: 2, failed: 1, failures });
  });

  it('takes a runner without a test for a failure', async () => {
    const failures = ['test: the runner reported no test (exit code 0).'];
    assert.deepEqual(await runner(undefined, 0), { ...noCounts(), failed: 1, failures });
    assert.deepEqual(await runner({ skipped: 1 }, 0), { ...noCounts(), failed: 1, skipped: 1, failures });
  });
});

describe('secondTime', () => {
  const sound = { ...noCounts(), passed: 3 };
  const broken = { ...noCounts(), passed: 2, failed: 1, failures: ['b.test.ts: adds: Load failed'] };
  const none = noCounts();

  it('counts a file as it ran again, and tells what had failed', () => {
    const known = secondTime({ 'a.test.ts': sound, 'b.test.ts': broken }, { 'b.test.ts': sound, webkit: none });
    assert.deepEqual(sum(known), { ...noCounts(), passed: 6, unsteady: broken.failures });
  });

  it('leaves broken what breaks again, or is not heard of again', () => {
    for (const second of [{ 'b.test.ts': broken }, {}])
      assert.deepEqual(sum(secondTime({ 'a.test.ts': sound, 'b.test.ts': broken }, second)), {
        ...noCounts(),
        passed: 5,
        failed: 1,
        failures: broken.failures,
      });
  });

  it('keeps a runner that broke down the second time', () => {
    const gone = { ...noCounts(), failed: 1, failures: ['webkit: the runner reported no test (exit code 1).'] };
    assert.equal(sum(secondTime({ 'b.test.ts': broken, webkit: none }, { webkit: gone })).failed, 2);
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

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { run } from '../run.ts';

/** What one runner reports of the tests it ran. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, a line each: file, test, and the first line of the error. */
  failures: string[];
}

/** Names the file into which a runner's reporter writes its counts. */
const reportVariable = 'EPOS_TEST_REPORT';

/** For reporters: hands the counts of a whole run to `count`; does nothing where a runner was started by hand. */
export function writeCounts(counts: Counts): void {
  const report = process.env[reportVariable];
  if (report) writeFileSync(report, JSON.stringify(counts));
}

/**
 * Runs one test runner and returns what it counted. A runner that broke down, or that ran nothing although it was
 * given files, counts as one failure more: silence is no success.
 */
export async function count(
  name: string,
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'epos-test-'));
  const report = path.join(folder, 'counts.json');
  try {
    const code = await run(command, args, { env: { [reportVariable]: report, ...env } });
    const counts = read(report);
    if (counts.passed + counts.failed === 0) fail(counts, `${name}: the runner reported no test (exit code ${code}).`);
    else if (code !== 0 && counts.failed === 0)
      fail(counts, `${name}: every test passed, yet the runner left with ${code}.`);
    return counts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Counts one failure more. */
export function fail(counts: Counts, failure: string): void {
  counts.failed += 1;
  counts.failures.push(failure);
}

/** A failure as one line: where, which test, and what its error says first. */
export function failureOf(file: string | undefined, test: string, error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : inspect(error);
  const where = file ? path.relative(process.cwd(), file.split('?')[0] ?? file) : 'no file';
  return `${where}: ${test}: ${message.split('\n', 1)[0]}`;
}

/** Ends a run: tells what failed once more, where it is seen, and how many; returns the exit code. */
export function tell({ passed, failed, skipped, failures }: Counts): number {
  if (skipped > 0) console.log(`\n${skipped} skipped`);
  if (passed + failed === 0) console.error('No test was found.');
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

export function noCounts(): Counts {
  return { passed: 0, failed: 0, skipped: 0, failures: [] };
}

function read(report: string): Counts {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Counts;
  } catch {
    return noCounts();
  }
}

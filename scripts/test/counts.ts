import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { run } from '../run.ts';

/** What one runner reports of the tests of a file, or of all that it ran. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, a line each: file, test, and the first line of the error. */
  failures: string[];
  /** What failed and then passed when its file was run again, likewise. */
  unsteady: string[];
}

/** Counts by file; what belongs to no file stands under the runner's own name. */
export type Report = Record<string, Counts>;

/** Names the file into which a runner's reporter writes its report. */
const reportVariable = 'EPOS_TEST_REPORT';

/** For reporters: hands the report of a whole run to `count`; does nothing where a runner was started by hand. */
export function writeReport(report: Report): void {
  const file = process.env[reportVariable];
  if (file) writeFileSync(file, JSON.stringify(report));
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
): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'epos-test-'));
  const file = path.join(folder, 'report.json');
  try {
    const code = await run(command, args, { env: { [reportVariable]: file, ...env } });
    const report = read(file);
    const { passed, failed } = sum(report);
    const runner = (report[name] ??= noCounts());
    if (passed + failed === 0) fail(runner, `${name}: the runner reported no test (exit code ${code}).`);
    else if (code !== 0 && failed === 0) fail(runner, `${name}: every test passed, yet the runner left with ${code}.`);
    return report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function noCounts(): Counts {
  return { passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] };
}

/** Counts one failure more. */
export function fail(counts: Counts, failure: string): void {
  counts.failed += 1;
  counts.failures.push(failure);
}

export function sum(report: Report): Counts {
  const total = noCounts();
  for (const counts of Object.values(report)) add(total, counts);
  return total;
}

export function add(total: Counts, { passed, failed, skipped, failures, unsteady }: Counts): void {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  total.failures.push(...failures);
  total.unsteady.push(...unsteady);
}

/** A failure as one line: where, which test, and what its error says first. */
export function failureOf(file: string | undefined, test: string, error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : inspect(error);
  const where = file ? path.relative(process.cwd(), file.split('?')[0] ?? file) : 'no file';
  return `${where}: ${test}: ${message.split('\n', 1)[0]}`;
}

/** Ends a run: tells what failed once more, where it is seen, and how many; returns the exit code. */
export function tell({ passed, failed, skipped, failures, unsteady }: Counts): number {
  if (skipped > 0) console.log(`\n${skipped} skipped`);
  if (passed + failed === 0) console.error('No test was found.');
  if (unsteady.length > 0) console.log(`\nFailed, and passed when run again:\n${unsteady.join('\n')}`);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function read(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return {};
  }
}

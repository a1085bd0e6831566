import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../run.ts';

/** What one runner reports of the tests it ran. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
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
    const silent = counts.passed + counts.failed === 0;
    if (silent) console.error(`${name}: the runner reported no test (exit code ${code}).`);
    else if (code !== 0 && counts.failed === 0)
      console.error(`${name}: every test passed, yet the runner left with ${code}.`);
    return counts.failed === 0 && (silent || code !== 0) ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(report: string): Counts {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Counts;
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

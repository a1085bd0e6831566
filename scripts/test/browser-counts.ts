import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { type Counts, writeCounts } from './counts.ts';

/** A reporter for @web/test-runner that counts, beside the one that people read. */
export function browserCounts(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const total: Counts = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) addSession(total, session);
      writeCounts(total);
    },
  };
}

function addSession(total: Counts, { testFile, testResults, errors }: TestSession): void {
  const before = total.passed + total.failed + total.skipped;
  if (testResults) addSuite(total, testResults);
  const empty = total.passed + total.failed + total.skipped === before;
  if (empty && errors.length === 0) console.error(`${testFile} holds no test.`);
  // A file that does not load, and an error outside any test, are failures of no test by name.
  if (empty || errors.length > 0) total.failed += 1;
}

function addSuite(total: Counts, { suites, tests }: TestSuiteResult): void {
  for (const { passed, skipped } of tests) total[skipped ? 'skipped' : passed ? 'passed' : 'failed'] += 1;
  for (const suite of suites) addSuite(total, suite);
}

import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { type Counts, fail, failureOf, noCounts, type Report, writeReport } from './counts.ts';

/** A reporter for @web/test-runner that counts, beside the one that people read. */
export function browserCounts(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const report: Report = {};
      for (const session of sessions) addSession((report[session.testFile] ??= noCounts()), session);
      writeReport(report);
    },
  };
}

function addSession(total: Counts, { testFile, testResults, errors }: TestSession): void {
  if (testResults) addSuite(total, testFile, testResults);
  // A file that does not load, and an error outside any test, are failures of no test by name.
  if (errors.length > 0) fail(total, failureOf(testFile, 'outside any test', errors[0]?.message));
  else if (total.passed + total.failed + total.skipped === 0)
    fail(total, failureOf(testFile, 'the file', 'holds no test'));
}

function addSuite(total: Counts, file: string, { name, suites, tests }: TestSuiteResult): void {
  for (const test of tests) {
    if (test.skipped) total.skipped += 1;
    else if (test.passed) total.passed += 1;
    else fail(total, failureOf(file, `${name} ${test.name}`.trim(), test.error?.message));
  }
  for (const suite of suites) addSuite(total, file, { ...suite, name: `${name} ${suite.name}`.trim() });
}

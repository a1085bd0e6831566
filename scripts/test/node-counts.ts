import path from 'node:path';
import type { EventData } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { failureOf, noCounts, writeReport } from './counts.ts';

/** A reporter for `node --test` that counts, beside the one that people read. */
export default async function* nodeCounts(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const empty: string[] = [];
  const failures: string[] = [];
  let total: EventData.TestSummary['counts'] | undefined;
  for await (const { type, data } of events) {
    // Node passes a file without a single test as a test that bears the file's name.
    if (type === 'test:pass' && path.resolve(data.name) === data.file) empty.push(data.name);
    // A suite fails with its tests, which say what is the matter.
    if (type === 'test:fail' && data.details.type !== 'suite')
      failures.push(failureOf(data.file, data.name, data.details.error.cause ?? data.details.error));
    // Each file has a summary; the one without a file sums them up.
    if (type === 'test:summary' && data.file === undefined) total = data.counts;
  }
  failures.push(...empty.map((file) => failureOf(file, 'the file', 'holds no test')));
  for (const file of empty) yield `${file} holds no test.\n`;
  if (!total) return;
  const { tests, passed, skipped, todo } = total;
  writeReport({
    'every file': {
      ...noCounts(),
      passed: passed - empty.length,
      failed: tests - passed - skipped - todo + empty.length,
      skipped: skipped + todo,
      failures,
    },
  });
}

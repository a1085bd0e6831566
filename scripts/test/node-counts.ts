import path from 'node:path';
import type { EventData } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { type Counts, writeCounts } from './counts.ts';

/** A reporter for `node --test` that counts, beside the one that people read. */
export default async function* nodeCounts(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const empty: string[] = [];
  let total: EventData.TestSummary['counts'] | undefined;
  for await (const { type, data } of events) {
    // Node passes a file without a single test as a test that bears the file's name.
    if (type === 'test:pass' && path.resolve(data.name) === data.file) empty.push(data.name);
    // Each file has a summary; the one without a file sums them up.
    if (type === 'test:summary' && data.file === undefined) total = data.counts;
  }
  for (const file of empty) yield `${file} holds no test.\n`;
  if (total) writeCounts(counts(total, empty.length));
}

function counts({ tests, passed, skipped, todo }: EventData.TestSummary['counts'], empty: number): Counts {
  return { passed: passed - empty, failed: tests - passed - skipped - todo + empty, skipped: skipped + todo };
}

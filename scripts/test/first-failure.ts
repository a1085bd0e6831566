import { execFileSync } from 'node:child_process';
import process from 'node:process';
import type { TestEvent } from 'node:test/reporters';

/** A reporter for `node --test` that ends the run at the first failure: whoever asks whether all pass knows enough. */
export default async function* firstFailure(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type !== 'test:fail') continue;
    yield `${data.name} fails.\n`;
    // Each file is a process of its own: left alone it would go on to its end, which a seeded fault may have taken away.
    execFileSync('pkill', ['-KILL', '--parent', String(process.pid), '--full', 'node']);
    process.exit(1);
  }
}

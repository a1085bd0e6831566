import process from 'node:process';
import type { TestEvent } from 'node:test/reporters';

/** A reporter for `node --test` that ends the run at the first failure: whoever asks whether all pass knows enough. */
export default async function* firstFailure(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type !== 'test:fail') continue;
    yield `${data.name} fails.\n`;
    process.exit(1);
  }
}

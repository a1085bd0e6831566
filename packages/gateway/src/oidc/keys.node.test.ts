import assert from 'node:assert/strict';
import { it } from 'node:test';
import { memoryStore } from '../gateway.ts';
import { HostileVisit } from '../test/hostile-visit.ts';

it('The issuer may take as long for its keys as the option `timeout` lets it', async (t) => {
  // Any other patience than the option's is over at once.
  t.mock.method(AbortSignal, 'timeout', (milliseconds: number) =>
    milliseconds === 10_000 ? new AbortController().signal : AbortSignal.abort(),
  );
  const visit = new HostileVisit({ faults: {} }, { store: memoryStore() });
  assert.equal(await visit.outcome(), 'ready');
});

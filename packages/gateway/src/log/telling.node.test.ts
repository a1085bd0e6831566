import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStore } from '../gateway.ts';
import { HostileVisit } from '../test/hostile-visit.ts';
import { telling } from './telling.ts';

test('a reason is told when it is new, and again after all was well', async () => {
  let fault: string | undefined = 'away';
  const told: unknown[] = [];
  const check = telling(
    () => (fault === undefined ? Promise.resolve() : Promise.reject(new Error(fault))),
    (error) => told.push((error as Error).message),
  );
  for (const next of ['away', 'locked', 'locked', undefined, 'locked']) {
    fault = next;
    if (next === undefined) await check();
    else await assert.rejects(check(), { message: next });
  }
  assert.deepEqual(told, ['away', 'locked', 'locked']);
});

test('readiness tells once why a store and an issuer cannot be used', async () => {
  const store = { ...memoryStore(), check: () => Promise.reject(new Error('READONLY')) };
  const visit = new HostileVisit({ faults: { metadata: { issuer: 'https://other.example' } } }, { store });
  for (let count = 0; count < 3; count += 1) {
    assert.deepEqual(await visit.gateway.check(), { providers: false, store: false });
  }
  assert.deepEqual(visit.events, [
    { type: 'store_unusable', reason: 'READONLY' },
    {
      type: 'provider_unusable',
      provider: 'sso',
      code: 'issuer_mismatch',
      reason: 'The metadata names https://other.example, and not http://sso.localhost.',
    },
  ]);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { MemoryTabStorage } from '../test/fake-page.ts';
import { Transactions, type SignIn } from './transactions.ts';

const prefix = 'epos-login:tx:';
const now = 1_780_000_000_000;
const clock = { now: () => now, monotonic: () => 0 };

const states = fc.constantFrom('s1', 's2', 's3', '__proto__');
const records = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .record(
      {
        kind: fc.constantFrom('sign-in', 'sign-out', 'used', 'from-tomorrow'),
        createdAt: fc.oneof(fc.constant(now), fc.integer(), fc.jsonValue()),
        returnTo: fc.oneof(fc.webUrl(), fc.jsonValue()),
        silent: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((record) => JSON.stringify(record)),
);
const storages = fc
  .array(
    fc.tuple(
      fc.oneof(
        states.map((state) => prefix + state),
        fc.string(),
      ),
      records,
    ),
  )
  .map((items) => {
    const storage = new MemoryTabStorage();
    for (const [key, text] of items) storage.items.set(key, text);
    return storage;
  });

const signIn = (state: string): SignIn => ({
  kind: 'sign-in',
  createdAt: now,
  state,
  verifier: 'v',
  nonce: 'n',
  server: {} as SignIn['server'],
  returnTo: 'https://journal.example/',
});

describe('transactions, whatever another version has left in the storage', () => {
  it('never throw, and give out nothing that is too old or not whole', () => {
    fc.assert(
      fc.property(storages, states, (storage, state) => {
        const transactions = new Transactions(storage, clock);
        transactions.expecting();
        for (const found of [transactions.read(state), transactions.take(state)]) {
          if (!found) continue;
          assert.ok(Math.abs(now - found.createdAt) < 24 * 60 * 60 * 1000);
          if (found.kind !== 'used') assert.equal(typeof found.returnTo, 'string');
        }
        const left = transactions.read(state);
        assert.ok(left === undefined || left.kind === 'used', 'taken once');
      }),
      { numRuns: 500 },
    );
  });

  it('keep a new one beside them, once, and touch nobody else’s keys', () => {
    fc.assert(
      fc.property(storages, states, (storage, state) => {
        const foreign = [...storage.items].filter(([key]) => !key.startsWith(prefix));
        const transactions = new Transactions(storage, clock);
        transactions.put(signIn(state), 'sign-in');
        assert.equal(transactions.expecting(), true);
        assert.deepEqual(transactions.take(state), signIn(state));
        assert.equal(transactions.take(state)?.kind, 'used');
        transactions.drop(state);
        assert.equal(transactions.read(state), undefined);
        for (const [key, text] of foreign) assert.equal(storage.items.get(key), text);
      }),
    );
  });

  it('do not mix: each state gives its own', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), (given) => {
        const transactions = new Transactions(new MemoryTabStorage(), clock);
        for (const state of given) transactions.put(signIn(state), 'sign-in');
        for (const state of given) assert.deepEqual(transactions.take(state), signIn(state));
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { gatewayLoggedOut, gatewaySession } from '../contract/gateway.ts';
import { readLoggedOut, readSession } from './answers.ts';

const words = fc.oneof(
  fc.constantFrom('p1', '', 'ended', 'idle', 'never', 'access_denied'),
  fc.string({ maxLength: 300 }),
);
const odd = fc.oneof(fc.anything(), words, fc.integer(), fc.constantFrom(null, undefined, 1.5, -1, NaN, 1e300));
/** Mostly as the contract has it: else hardly a whole answer would be. */
const mostly = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 9, arbitrary }, odd);
const standing = fc.record(
  {
    id: mostly(words),
    claims: mostly(fc.record({ sub: mostly(words), name: odd }, { requiredKeys: [] })),
    expires_in: mostly(fc.nat()),
    sliding: mostly(fc.boolean()),
    refresh_in: mostly(fc.nat()),
  },
  { requiredKeys: ['id', 'claims', 'expires_in', 'sliding'] },
);
const outcome = fc.record(
  { id: mostly(words), error: mostly(words), provider_code: mostly(words), retry_after: mostly(fc.nat()) },
  { requiredKeys: [] },
);
const sessions = fc.record(
  {
    session: fc.oneof({ weight: 6, arbitrary: standing }, { weight: 2, arbitrary: fc.constant(null) }, odd),
    reason: mostly(words),
    outcome: mostly(outcome),
    issuer: mostly(words),
  },
  { requiredKeys: [] },
);
const ways = fc.record({
  end_session: fc.oneof(
    fc.record({
      action: fc.oneof(fc.webUrl(), odd),
      fields: fc.oneof(fc.dictionary(words, words), fc.dictionary(words, odd), odd),
    }),
    odd,
  ),
});

/** As it arrives. */
const sent = (value: unknown): unknown => {
  try {
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch {
    return undefined;
  }
};

function readBy<T>(read: (body: unknown) => T, body: unknown): T | undefined {
  try {
    return read(body);
  } catch (error) {
    assert.ok(error instanceof TypeError);
    return undefined;
  }
}

describe('the answer of session', () => {
  it('is read wherever the contract knows it, with the same words', () => {
    fc.assert(
      fc.property(sessions, (value) => {
        const body = sent(value);
        const known = z.safeParse(gatewaySession, body);
        fc.pre(known.success);
        const read = readSession(body);
        const { session } = known.data;
        assert.equal(read.session === null, session === null);
        assert.deepEqual(
          [read.session?.id, read.session?.expires_in, read.session?.sliding, read.session?.refresh_in],
          [session?.id, session?.expires_in, session?.sliding, session?.refresh_in],
        );
        assert.deepEqual(read.session?.claims, session?.claims);
        assert.deepEqual(
          [read.reason, read.outcome, read.issuer],
          [known.data.reason, known.data.outcome, known.data.issuer],
        );
      }),
    );
  });

  it('is never read as more than the contract knows of', () => {
    fc.assert(
      fc.property(fc.oneof(sessions, fc.anything()), (value) => {
        const read = readBy(readSession, sent(value));
        if (!read) return;
        assert.ok(z.safeParse(gatewaySession, read).success);
      }),
    );
  });
});

describe('the answer of logout', () => {
  it('is read wherever the contract knows it, and nowhere else', () => {
    fc.assert(
      fc.property(fc.oneof(ways, fc.anything()), (value) => {
        const body = sent(value);
        const known = z.safeParse(gatewayLoggedOut, body);
        const read = readBy(readLoggedOut, body);
        if (known.success) assert.deepEqual(read, known.data);
        else if (read) assert.deepEqual(read, {});
      }),
    );
  });
});

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
const standing = fc.record(
  {
    id: fc.oneof({ weight: 4, arbitrary: words }, odd),
    claims: fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ sub: fc.oneof({ weight: 3, arbitrary: words }, odd), name: odd }, { requiredKeys: [] }),
      },
      odd,
    ),
    expires_in: fc.oneof({ weight: 4, arbitrary: fc.nat() }, odd),
    sliding: fc.oneof({ weight: 4, arbitrary: fc.boolean() }, odd),
    refresh_in: fc.oneof(fc.nat(), odd),
  },
  { requiredKeys: ['id', 'claims', 'expires_in', 'sliding'] },
);
const outcome = fc.record(
  { id: fc.oneof(words, odd), error: fc.oneof(words, odd), provider_code: odd, retry_after: odd },
  { requiredKeys: [] },
);
const sessions = fc.record(
  {
    session: fc.oneof({ weight: 4, arbitrary: standing }, fc.constant(null), odd),
    reason: fc.oneof(words, odd),
    outcome: fc.oneof(outcome, odd),
    issuer: fc.oneof(words, odd),
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

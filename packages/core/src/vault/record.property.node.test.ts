import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { Context } from '../direct/context.ts';
import type { Server } from '../direct/server.ts';
import type { Tokens } from '../direct/tokens.ts';
import { isOfAnother, readRecord, writeRecord } from './record.ts';

const issuer = 'https://sso.example/realms/epos';
const registration = { issuer, clientId: 'journal', redirectUri: 'https://journal.example/' };
const server: Server = {
  ...registration,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/certs`,
};

/** A page that was loaded at some moment of the wall clock. */
const pageAt = (now: number, monotonic: number) =>
  ({
    settings: { registrations: [registration] },
    environment: { clock: { now: () => now, monotonic: () => monotonic } },
  }) as unknown as Context;

const moments = fc.integer({ min: 1_000_000_000_000, max: 2_000_000_000_000 });
const ticks = fc.integer({ min: 0, max: 1_000_000_000 });
const tokens: fc.Arbitrary<Tokens> = fc.record({
  server: fc.constant(server),
  nonce: fc.string(),
  sub: fc.string(),
  access: fc.string(),
  type: fc.constantFrom('Bearer', 'DPoP'),
  refresh: fc.string({ minLength: 1 }),
  idToken: fc.string(),
  expiresAt: fc.oneof(ticks, fc.constant(Infinity)),
  lifetime: fc.oneof(ticks, fc.constant(Infinity)),
});

describe('a record', () => {
  it('gives back what was put in, as old as it is by then, and never younger', () => {
    fc.assert(
      fc.property(
        tokens,
        moments,
        ticks,
        ticks,
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        (before, at, then, now, age) => {
          const text = writeRecord(before, pageAt(at, then));
          const { expiresAt, ...rest } = readRecord(text, pageAt(at + age, now)) ?? assert.fail('nothing');
          const { expiresAt: end, ...same } = before;
          assert.deepEqual(rest, same);
          assert.equal(expiresAt - now, age < 0 ? 0 : end - then - age);
        },
      ),
    );
  });

  it('of whatever kind is read without a throw, and gives tokens of the right types or none', () => {
    const whole = fc.tuple(tokens, moments).map(([each, at]) => writeRecord(each, pageAt(at, 0)) ?? '');
    const fields = fc.constantFrom(
      'server',
      'form',
      'sub',
      'access',
      'type',
      'refresh',
      'idToken',
      'nonce',
      'at',
      'left',
      'lifetime',
    );
    const damaged = fc
      .tuple(whole, fields, fc.jsonValue())
      .map(([text, field, value]) => JSON.stringify({ ...(JSON.parse(text) as object), [field]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), whole, damaged, fc.constant(undefined)), tokens, (text, mine) => {
        const page = pageAt(1_500_000_000_000, 5);
        const read = readRecord(text, page);
        assert.equal(typeof isOfAnother(text, mine), 'boolean');
        if (!read) return;
        for (const name of ['nonce', 'sub', 'access', 'refresh', 'idToken'] as const)
          assert.equal(typeof read[name], 'string');
        assert.ok(!Number.isNaN(read.expiresAt) && !Number.isNaN(read.lifetime));
        assert.match(read.type, /^(Bearer|DPoP)$/);
        assert.equal(read.server.issuer, issuer);
        // What was read can be kept again.
        assert.equal(typeof (writeRecord(read, page) ?? ''), 'string');
      }),
    );
  });

  it('is another person’s only where it says so', () => {
    fc.assert(
      fc.property(tokens, tokens, fc.boolean(), (mine, theirs, elsewhere) => {
        const other = elsewhere ? { ...theirs, server: { ...server, issuer: 'https://other.example' } } : theirs;
        const text = writeRecord(other, pageAt(1_500_000_000_000, 0));
        assert.equal(isOfAnother(text, mine), elsewhere || theirs.sub !== mine.sub);
        assert.equal(isOfAnother('{', mine), false);
      }),
    );
  });
});

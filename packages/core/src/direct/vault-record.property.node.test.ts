import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as fc from 'fast-check';
import type { Context } from './context.ts';
import type { Tokens } from './tokens.ts';
import { isOfAnother, readRecord, writeRecord } from './vault-record.ts';

const client = { issuer: 'https://sso.example', clientId: 'journal', redirectUri: 'https://journal.example/' };
const server = {
  ...client,
  authorization_endpoint: 'https://sso.example/auth',
  token_endpoint: 'https://sso.example/token',
  jwks_uri: 'https://sso.example/keys',
};

/** A page at this time of the wall clock; its monotonic clock has just begun. */
const pageAt = (now: number) =>
  ({
    settings: { registrations: [client] },
    environment: { clock: { now: () => now, monotonic: () => 50 } },
  }) as unknown as Context;

const texts = fc.string();
const tokens: fc.Arbitrary<Tokens> = fc.record({
  server: fc.constant(server),
  nonce: texts,
  sub: texts,
  access: texts,
  type: fc.constantFrom('Bearer' as const, 'DPoP' as const),
  refresh: fc.string({ minLength: 1 }),
  idToken: texts,
  expiresAt: fc.oneof(fc.nat(), fc.constant(Infinity)),
  lifetime: fc.oneof(fc.nat(), fc.constant(Infinity)),
});

const foreign = fc.constantFrom(
  { ...server, issuer: 'https://evil.example' },
  { ...server, clientId: 'x' },
  {},
  null,
  7,
);
const records = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .record(
      {
        form: fc.oneof(fc.constant(1), fc.jsonValue()),
        server: fc.oneof(fc.constant(server), foreign),
        nonce: fc.oneof(texts, fc.jsonValue()),
        sub: fc.oneof(texts, fc.jsonValue()),
        access: fc.oneof(texts, fc.jsonValue()),
        type: fc.constantFrom('Bearer', 'DPoP', 'mac'),
        refresh: fc.oneof(texts, fc.jsonValue()),
        idToken: texts,
        at: fc.oneof(fc.nat(), fc.jsonValue()),
        left: fc.oneof(fc.nat(), fc.constant(null), fc.jsonValue()),
        lifetime: fc.oneof(fc.nat(), fc.constant(null), fc.jsonValue()),
      },
      { requiredKeys: ['form', 'server', 'sub', 'at', 'type'] },
    )
    .map((record) => JSON.stringify(record)),
);

it('a record is read whole or not at all, and only of an issuer that is configured, whatever is kept in its place', () => {
  fc.assert(
    fc.property(fc.option(records, { nil: undefined }), tokens, (text, present) => {
      isOfAnother(text, present);
      const read = readRecord(text, pageAt(1_000_000));
      if (!read) return;
      for (const field of [read.nonce, read.sub, read.access, read.refresh, read.idToken]) {
        assert.equal(typeof field, 'string');
      }
      assert.match(read.type, /^(Bearer|DPoP)$/);
      assert.deepEqual([read.server.issuer, read.server.clientId], [client.issuer, client.clientId]);
      assert.ok(!Number.isNaN(read.expiresAt) && !Number.isNaN(read.lifetime));
    }),
    { numRuns: 2000 },
  );
});

it('a record gives the tokens back, older by the time that has passed and never younger', () => {
  fc.assert(
    fc.property(tokens, fc.integer({ min: -100_000, max: 100_000 }), (kept, passed) => {
      const text = writeRecord(kept, pageAt(1_000_000));
      const { expiresAt, ...read } = readRecord(text, pageAt(1_000_000 + passed))!;
      const { expiresAt: before, ...rest } = kept;
      assert.deepEqual(read, rest);
      // A clock that was set back tells nothing: the tokens are taken for old.
      assert.equal(expiresAt, passed < 0 ? 50 : before - passed);
      assert.ok(expiresAt <= Math.max(before, 50));
      assert.equal(isOfAnother(text, kept), false);
      assert.equal(isOfAnother(text, { ...kept, sub: `${kept.sub}x` }), true);
    }),
  );
});

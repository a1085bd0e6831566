import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as fc from 'fast-check';
import type { Context } from '../direct/context.ts';
import { FakePage } from '../test/fake-page.ts';
import { findAhead } from './clock.ts';

const key = 'epos-login:ahead';
const now = 1_780_000_000_000;
const furthest = (2 * 60 + 1) * 60 * 1000;
const texts = fc.stringMatching(/^[ -~]*$/);
const times = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constant(now),
  fc.integer({ min: now - 700_000, max: now + 700_000 }),
);

/** What another version, another tab or an accident may have left. */
const records = fc.oneof(
  fc.string(),
  fc.tuple(fc.oneof(times, fc.string()), times).map((parts) => parts.join(' ')),
);

function contextOf(stored: string | null, headers: HeadersInit): Context {
  const page = new FakePage('https://journal.example/');
  if (stored !== null) page.storage.items.set(key, stored);
  const fetch = () => Promise.resolve(new Response(null, { headers }));
  return { page, environment: { fetch, clock: { now: () => now } }, ahead: undefined } as unknown as Context;
}

it('the server’s clock is at most two hours off, or unknown, whatever is stored and whatever the page answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.option(records), texts, fc.oneof(fc.nat().map(String), texts), async (stored, date, age) => {
      const ahead = await findAhead(contextOf(stored, { date, age }));
      assert.ok(ahead === undefined || Math.abs(ahead) < furthest, String(ahead));
    }),
    { numRuns: 1000 },
  );
});

it('the server’s clock is what its page says, and remembered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -7200, max: 7200 }), fc.nat(60), async (off, age) => {
      const date = new Date(now + (off - age) * 1000).toUTCString();
      const context = contextOf(null, { date, age: String(age) });
      assert.equal(await findAhead(context), off * 1000);
      const stored = context.page.storage.getItem(key);
      assert.equal(await findAhead(contextOf(stored, {})), off * 1000);
    }),
  );
});

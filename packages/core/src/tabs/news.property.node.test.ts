import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { digestOf } from '../remember/remember.ts';
import { categoryOf } from '../test/arbitraries.ts';
import { readNews } from './news.ts';

const digests = fc.stringMatching(/^[A-Za-z0-9+/]{43}=$/);
const odd = fc.oneof(
  fc.anything(),
  fc.record(
    {
      epoch: fc.oneof(fc.double(), fc.anything()),
      who: fc.oneof(digests, fc.constant(null), fc.string(), fc.anything()),
      category: fc.oneof(categoryOf, fc.anything()),
      reason: fc.oneof(fc.constantFrom('idle', 'ended'), fc.anything()),
      extra: fc.anything(),
    },
    { requiredKeys: [] },
  ),
);

it('news is what a tab may say, or none, whatever is heard or found', () => {
  fc.assert(
    fc.property(odd, (heard) => {
      const news = readNews(heard);
      if (!news) return;
      const { epoch, who, category, reason, ...rest } = news;
      assert.ok(Number.isFinite(epoch));
      assert.ok(who === null || /^[\w+/]{43}=$/.test(who));
      assert.ok(category === undefined || (who !== null && ['employee', 'parent', 'student'].includes(category)));
      if (reason !== undefined) assert.deepEqual([who, reason], [null, 'idle']);
      assert.deepEqual(rest, {});
    }),
    { numRuns: 1000 },
  );
});

it('news arrives as it was told, by the channel and by the storage', async () => {
  const told = fc.oneof(
    fc.record({ epoch: fc.double({ noNaN: true, noDefaultInfinity: true }), who: fc.constant(null) }),
    fc.record({ epoch: fc.nat(), who: fc.string().map(digestOf), category: categoryOf }),
  );
  await fc.assert(
    fc.asyncProperty(told, async (news) => {
      const sent = { ...news, who: await news.who };
      // JSON has no zero below zero.
      fc.pre(!Object.is(sent.epoch, -0));
      assert.deepEqual(readNews(structuredClone(sent)), sent);
      assert.deepEqual(readNews(JSON.parse(JSON.stringify(sent))), sent);
    }),
  );
});

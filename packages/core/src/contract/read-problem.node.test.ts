import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { problem } from './problem.ts';
import { readBrokenFields, readProblemCode } from './read-problem.ts';

const anything = fc.anything({ withNullPrototype: true, withBigInt: true });
const textual = fc.oneof(
  fc.string({ maxLength: 120 }),
  fc.constantFrom('', 'x'.repeat(100), 'x'.repeat(101)),
  anything,
);

it('reads the code that the schema takes, and nothing else', () => {
  const envelope = z.object({ code: problem.shape.code });
  fc.assert(
    fc.property(fc.oneof(fc.record({ code: textual }), anything), (body) => {
      assert.equal(readProblemCode(body), z.safeParse(envelope, body).data?.code);
    }),
  );
});

it('reads the fields that the schema takes, and leaves out the others', () => {
  const item = z.object({ field: problem.shape.code, rule: problem.shape.code });
  const items = fc.array(fc.oneof(fc.record({ field: textual, rule: textual, detail: textual }), anything));
  fc.assert(
    fc.property(items, (errors) => {
      const wanted = errors.flatMap((error) => z.safeParse(item, error).data ?? []);
      assert.deepEqual(
        readBrokenFields({ errors }).map(({ field, rule }) => ({ field, rule })),
        wanted,
      );
    }),
  );
});

it('reads no fields where there is no list of them', () => {
  fc.assert(
    fc.property(anything, (body) => {
      const { errors } = Object(body) as { errors?: unknown };
      assert.ok(Array.isArray(errors) || readBrokenFields(body).length === 0);
    }),
  );
});

it('carries the detail where there is one', () => {
  const [one, two] = readBrokenFields({
    errors: [
      { field: 'inn', rule: 'mismatch', detail: 'Другая организация', more: 1 },
      { field: 'kpp', rule: 'kpp', detail: 7 },
    ],
  });
  assert.deepEqual(one, { field: 'inn', rule: 'mismatch', detail: 'Другая организация' });
  assert.deepEqual(two, { field: 'kpp', rule: 'kpp' });
});

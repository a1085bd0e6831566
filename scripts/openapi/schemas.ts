import * as z from 'zod';
import { address } from '../../packages/core/src/contract/address.ts';
import { dateTime, fullDate } from '../../packages/core/src/contract/date-time.ts';
import { inn, kpp } from '../../packages/core/src/contract/organization.ts';
import { describe } from './comments.ts';
import type { Schema } from './document.ts';

/** What a rule that is code comes to in JSON Schema, as far as it can be said there. */
const written = new Map<unknown, Schema>([
  [address, { format: 'uri', pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' }],
  [fullDate, { format: 'date' }],
  [dateTime, { format: 'date-time' }],
  [inn, { pattern: String.raw`^\d{10}$`, description: 'ИНН: ten digits, of which the last is the check digit.' }],
  [kpp, { pattern: String.raw`^\d{4}[\dA-Z]{2}\d{3}$`, description: 'КПП: nine characters.' }],
]);

/**
 * The components of a document from the contract's schemas, with the descriptions of their doc comments.
 *
 * Objects stay open: the contract grows by fields that older readers ignore.
 */
export function components(schemas: Readonly<Record<string, z.core.$ZodType>>): Record<string, Schema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, one] of Object.entries(schemas)) registry.add(one, { id });
  const { schemas: made } = z.toJSONSchema(registry, {
    // What is sent: fields with a default may be missing, what is trimmed has its blanks yet.
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    // Numbers of a query are texts that become numbers.
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      Object.assign(jsonSchema, written.get(zodSchema));
    },
  });
  return Object.fromEntries(
    Object.entries(made).map(([name, { $schema: _draft, $id: _id, ...one }]) => [name, describe(name, one)]),
  );
}

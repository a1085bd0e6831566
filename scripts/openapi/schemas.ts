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
  [inn, { pattern: `^[0-9]{10}$`, description: 'ИНН: ten digits, of which the last is the check digit.' }],
  [kpp, { pattern: `^[0-9]{4}[0-9A-Z]{2}[0-9]{3}$`, description: 'КПП: nine characters.' }],
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
      Object.assign(jsonSchema, written.get(zodSchema) ?? ofTrimmed(zodSchema, jsonSchema));
    },
  });
  return Object.fromEntries(
    Object.entries(made).map(([name, { $schema: _draft, $id: _id, ...one }]) => [name, describe(name, one)]),
  );
}

/** Blanks around a text that is trimmed do not count: neither as its least length nor against its form. */
function ofTrimmed(schema: z.core.$ZodType, { minLength }: Schema): Schema {
  const { type, checks = [] } = schema._zod.def;
  if (type === 'pipe') {
    const { in: first, out } = (schema as z.core.$ZodPipe)._zod.def;
    const { pattern, description } = written.get(out) ?? {};
    return isTrimmed(first._zod.def.checks ?? []) && typeof pattern === 'string'
      ? { pattern: String.raw`^\s*${pattern.slice(1, -1)}\s*$`, description }
      : {};
  }
  if (typeof minLength !== 'number' || !isTrimmed(checks)) return {};
  return { pattern: minLength < 2 ? String.raw`\S` : String.raw`\S[\s\S]{${minLength - 2},}\S` };
}

function isTrimmed(checks: readonly z.core.$ZodCheck[]): boolean {
  return checks.some(({ _zod: { def } }) => 'tx' in def && (def.tx as (text: string) => string)(' a ') === 'a');
}

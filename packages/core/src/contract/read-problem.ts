import type { Problem } from './problem.ts';

/** A field of a form and the rule it breaks, as problem documents name them. */
export type BrokenField = NonNullable<Problem['errors']>[number];

// By hand, and property-tested against the schemas: who asks for JSON without the contract needs no zod.

/** Reads the code of a problem document. What is amiss elsewhere in it counts as not there (RFC 9457, section 3.1). */
export function readProblemCode(body: unknown): string | undefined {
  return shortText((Object(body) as Partial<Problem>).code);
}

/** Reads the broken fields of a problem document; what names none is left out. */
export function readBrokenFields(body: unknown): BrokenField[] {
  const { errors } = Object(body) as { errors?: unknown };
  return (Array.isArray(errors) ? (errors as unknown[]) : []).flatMap((item) => {
    const said = Object(item) as Partial<Record<keyof BrokenField, unknown>>;
    const [field, rule, detail] = [shortText(said.field), shortText(said.rule), shortText(said.detail, 500)];
    return field && rule ? [{ field, rule, ...(detail ? { detail } : {}) }] : [];
  });
}

function shortText(value: unknown, longest = 100): string | undefined {
  return typeof value === 'string' && value && value.length <= longest ? value : undefined;
}

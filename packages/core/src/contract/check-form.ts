import * as z from 'zod/mini';
import type { BrokenField } from './read-problem.ts';

/**
 * The rules of form fields, as problem documents name them: texts for people hang on these. `unknown` (no such
 * organization) and `mismatch` (not that organization's number) only the server can tell. The list grows: treat a rule
 * that you do not know as `invalid`.
 */
export const formRules = [
  'required',
  'min_length',
  'max_length',
  'range',
  'email',
  'inn',
  'kpp',
  'unknown',
  'mismatch',
  'type',
  'format',
  'invalid',
] as const;

/** A rule that a field may break. */
export type FormRule = (typeof formRules)[number];

/** A form that keeps every rule, in its normal form; or the fields that do not, each with the first rule it breaks. */
export type Checked<T> =
  { readonly ok: true; readonly form: T } | { readonly ok: false; readonly fields: readonly BrokenField[] };

/** Checks what was sent against a schema of the contract, and names what is wrong in the contract's words. */
export function checkForm<S extends z.core.$ZodType>(schema: S, sent: unknown): Checked<z.output<S>> {
  const { success, data, error } = z.safeParse(schema, sent, { reportInput: true });
  if (success) return { ok: true, form: data };
  const rules = new Map<string, FormRule>();
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.') || 'body';
    if (!rules.has(field)) rules.set(field, ruleOf(issue));
  }
  return { ok: false, fields: [...rules].map(([field, rule]) => ({ field, rule })) };
}

function ruleOf({ code, message, input, ...rest }: z.core.$ZodIssue): FormRule {
  // Whatever form was wanted of it, an empty field is first of all empty.
  if (input === undefined || (typeof input === 'string' && !input.trim())) return 'required';
  switch (code) {
    case 'invalid_type':
      return 'type';
    case 'too_small':
      return typeof input === 'number' ? 'range' : 'min_length';
    case 'too_big':
      return typeof input === 'number' ? 'range' : 'max_length';
    case 'invalid_format':
      return 'format' in rest && rest.format === 'email' ? 'email' : 'format';
    case 'custom':
      return message === 'inn' || message === 'kpp' ? message : 'invalid';
    default:
      return 'invalid';
  }
}

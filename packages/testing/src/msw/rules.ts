import type { Problem } from '@epos-login/core/contract';

/** What zod reports, as far as it is read here. */
interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly minimum?: unknown;
  readonly format?: string;
  readonly input?: unknown;
}

/** The broken rules of a form, one per field, in the names the portal gives them: `required`, `min_length`, `inn`. */
export function brokenRules(issues: readonly Issue[]): NonNullable<Problem['errors']> {
  const rules = new Map<string, string>();
  for (const issue of issues) {
    const field = issue.path.map(String).join('.') || 'body';
    if (!rules.has(field)) rules.set(field, ruleOf(issue));
  }
  return [...rules].map(([field, rule]) => ({ field, rule }));
}

function ruleOf({ code, message, minimum, format, input }: Issue): string {
  const isNumber = typeof input === 'number';
  switch (code) {
    case 'invalid_type':
      return input === undefined ? 'required' : 'type';
    case 'too_small':
      return isNumber ? 'range' : minimum === 1 ? 'required' : 'min_length';
    case 'too_big':
      return isNumber ? 'range' : 'max_length';
    case 'invalid_format':
      return format ?? 'format';
    case 'custom':
      return message;
    default:
      return 'invalid';
  }
}

import type { Problem } from '@epos-login/core/contract';

/** What zod reports, as far as it is read here. */
interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly minimum?: unknown;
  readonly format?: string;
  readonly input?: unknown;
}

type Broken = NonNullable<Problem['errors']>[number];

/**
 * The broken rules of a form, one per field: `required`, `min_length`, `max_length`, `email`, `inn`, `kpp`, `type`,
 * `range`; the server's own are `unknown` and `mismatch`.
 */
export function brokenRulesOf(issues: readonly Issue[]): Broken[] {
  const broken = new Map<string, Broken>();
  for (const issue of issues) {
    const field = issue.path.map(String).join('.') || 'body';
    if (!broken.has(field)) broken.set(field, { field, rule: ruleOf(issue) });
  }
  return [...broken.values()];
}

function ruleOf({ code, message, minimum, format, input }: Issue): string {
  switch (code) {
    case 'invalid_type':
      return input === undefined ? 'required' : 'type';
    case 'too_small':
      return minimum === 1 && typeof input !== 'number'
        ? 'required'
        : typeof input === 'number'
          ? 'range'
          : 'min_length';
    case 'too_big':
      return typeof input === 'number' ? 'range' : 'max_length';
    case 'invalid_format':
      return format ?? 'format';
    case 'custom':
      return message;
    default:
      return 'invalid';
  }
}

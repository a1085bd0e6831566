import * as z from 'zod/mini';
import { text } from './text.ts';

/** The problem codes that version 1 of the portal answers. */
export const problemCodes = [
  'invalid_request',
  'invalid_token',
  'insufficient_scope',
  'not_found',
  'conflict',
  'rate_limited',
  'unavailable',
  'server_error',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** A problem document (RFC 9457) with a machine-readable `code` and, for a bad form, the fields and the broken rules. */
export const problem = z.object({
  type: z.optional(text(500)),
  title: text(500),
  status: z.number().check(z.int(), z.minimum(400), z.maximum(599)),
  detail: z.optional(text(2000)),
  /** One of {@linkcode problemCodes}; an unknown code is treated by its HTTP status. */
  code: text(100),
  errors: z.optional(z.array(z.object({ field: text(100), rule: text(100), detail: z.optional(text(500)) }))),
});

export type Problem = z.infer<typeof problem>;

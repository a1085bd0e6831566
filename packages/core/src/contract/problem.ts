import * as z from 'zod/mini';
import { problemCode } from './problem-code.ts';
import { text } from './text.ts';

/** A problem document (RFC 9457) with a machine-readable `code` and, for a bad form, the fields and the broken rules. */
export const problem = z.object({
  type: z.optional(text(500)),
  title: text(500),
  status: z.number().check(z.int(), z.minimum(400), z.maximum(599)),
  detail: z.optional(text(2000)),
  code: problemCode,
  errors: z.optional(z.array(z.object({ field: text(100), rule: text(100), detail: z.optional(text(500)) }))),
});

/** What the portal answers when it refuses or fails. */
export type Problem = z.infer<typeof problem>;

import * as z from 'zod/mini';
import { isInn, isKpp } from './tax-numbers.ts';
import { identifier, text } from './text.ts';

export const inn = z.string().check(z.refine(isInn, { error: 'inn' }));
export const kpp = z.string().check(z.refine(isKpp, { error: 'kpp' }));

/** Schema of {@linkcode Organization}. */
export const organization = z.object({
  id: identifier,
  name: text(500),
  short_name: z.optional(text(300)),
  inn,
  kpp,
  territory: z.optional(text(200)),
});

/** A school, college, library or office, as the registration form offers it. */
export type Organization = z.infer<typeof organization>;

/** The query of `GET /api/v1/organizations`: three letters or more, so that nobody pages through the whole register. */
export const organizationQuery = z.object({
  query: z.string().check(z.trim(), z.minLength(3), z.maxLength(200)),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(50)), 20),
  cursor: z.optional(text(500)),
});

/** Schema of {@linkcode OrganizationList}. */
export const organizationList = z.object({
  organizations: z.array(organization),
  /** Passed back as `cursor` to read on; absent on the last page. */
  next_cursor: z.optional(text(500)),
});

/** What `GET /api/v1/organizations` answers. */
export type OrganizationList = z.infer<typeof organizationList>;

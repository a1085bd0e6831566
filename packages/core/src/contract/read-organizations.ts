import * as z from 'zod/mini';
import { organization, organizationList, type OrganizationList } from './organization.ts';
import { readList } from './read.ts';

const envelope = z.object({ organizations: z.array(z.unknown()), next_cursor: z.optional(z.unknown()) });

/** Reads the answer of `GET /api/v1/organizations`. Throws a `ZodError` when it is no list at all. */
export function readOrganizations(body: unknown): OrganizationList {
  const { organizations, next_cursor } = z.parse(envelope, body);
  // A bad cursor ends the list: what was found is shown all the same.
  const cursor = z.safeParse(organizationList.shape.next_cursor, next_cursor).data;
  return { organizations: readList(organization, organizations), ...(cursor ? { next_cursor: cursor } : {}) };
}

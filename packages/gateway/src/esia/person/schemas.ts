import * as z from 'zod/mini';

const text = z.optional(z.nullable(z.string().check(z.maxLength(1000))));

/** What grown-ups and children have. */
const personal = {
  firstName: text,
  lastName: text,
  middleName: text,
  birthDate: text,
  gender: text,
  snils: text,
  trusted: z.optional(z.nullable(z.boolean())),
};

/** A collection with its elements embedded. */
export const collectionAnswer = z.object({ elements: z.optional(z.nullable(z.array(z.unknown()))) });

/** `GET /rs/prns/{oid}`: every field depends on a scope. @see esia-and-epos A7 */
export const personAnswer = z.object({
  ...personal,
  inn: text,
  citizenship: text,
  status: text,
  contacts: z.optional(z.unknown()),
});

export const contactAnswer = z.object({
  type: z.string(),
  vrfStu: z.optional(z.string()),
  value: z.string(),
});

export const kidAnswer = z.object({
  oid: z.optional(z.union([z.number(), z.string()])),
  id: z.optional(z.union([z.number(), z.string()])),
  ...personal,
});

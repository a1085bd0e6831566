import * as z from 'zod/mini';
import { identifier, text } from './text.ts';

/** The categories of roles, in the order in which the role-category page of the manual shows them. */
export const categories = ['employee', 'parent', 'student'] as const;

/** A role category: «Сотрудник», «Родитель», «Обучающийся». */
export type Category = (typeof categories)[number];

/** Schema of {@linkcode Category}. */
export const category = z.literal(categories);

/** Schema of {@linkcode Person}. */
export const person = z.object({
  /** The person's identifier in EPOS: the same as the `sub` of the id_token (OpenID Connect Core 2). */
  sub: identifier,
  /** The full name, ready to be shown: «Иванова Мария Петровна». */
  name: text(300),
  family_name: text(100),
  given_name: text(100),
  middle_name: z.optional(text(100)),
});

/** The signed-in human. */
export type Person = z.infer<typeof person>;

/** Schema of {@linkcode Role}. */
export const role = z.object({
  id: identifier,
  category,
  /** What the person is in this role: «Учитель математики», «Родитель», «7 «Б» класс». */
  title: text(300),
  /** Where: the school, the college, the library. */
  organization: z.optional(z.object({ id: identifier, name: text(300), territory: z.optional(text(200)) })),
  /** Whose parent the person is in this role. */
  child: z.optional(z.object({ sub: identifier, name: text(300) })),
});

/** One role of a person: a teacher at school A, the parent of B. */
export type Role = z.infer<typeof role>;

/** Schema of {@linkcode Me}. */
export const me = z.object({ person, roles: z.array(role) });

/** What `GET /api/v1/me` answers. */
export type Me = z.infer<typeof me>;

/**
 * The categories of roles, in the order in which the role-category page of the manual shows them.
 *
 * A file of its own: the state machine needs the list, and zod must not come with it before the first click.
 */
export const categories = ['employee', 'parent', 'student'] as const;

/** A role category: «Сотрудник», «Родитель», «Обучающийся». */
export type Category = (typeof categories)[number];

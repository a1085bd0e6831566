import type { Category } from '@epos-login/core';

/** The words that several packs say. */
export const ruCommon = {
  categories: { employee: 'Сотрудник', parent: 'Родитель', student: 'Обучающийся' } as Readonly<
    Record<Category, string>
  >,
};

export type CommonTexts = Readonly<typeof ruCommon>;

import { ruCommon } from './ru.common.ts';

/** The words of the choice of role category. */
export const ruRoles = {
  ...ruCommon,
  chooseCategory: 'Выберите категорию роли',
  proceed: 'Продолжить',
  categoryMissing: 'Выберите категорию роли, чтобы продолжить.',
  lastChoice: 'Прошлый выбор',
  signOut: 'Выйти',
};

export type RolesTexts = Readonly<typeof ruRoles>;

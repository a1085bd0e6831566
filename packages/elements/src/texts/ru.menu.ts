/** The words of what opens from the name of the person. */
export const ruMenu = {
  userMenu: 'Меню пользователя',
  category: 'Категория роли',
  signOut: 'Выйти',
};

export type MenuTexts = Readonly<typeof ruMenu>;

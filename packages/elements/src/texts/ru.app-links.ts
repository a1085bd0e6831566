/** The words around the stores. What the stores are called is the same in every language. */
export const ruAppLinks = {
  appHeading: 'Мобильное приложение ЭПОС\u00a0— цифровой помощник в\u00a0образовательном процессе',
  /** What stands before the name of a store. */
  appStores: {
    appStore: 'Загрузите в',
    googlePlay: 'Доступно в',
    appGallery: 'Откройте в',
    nashStore: '',
    rustore: 'Доступно в',
  },
  newTab: '(откроется в\u00a0новой вкладке)',
};

export type AppLinksTexts = Readonly<typeof ruAppLinks>;

/** The words of a plain list of subsystems; those of any other are in `ru.list.ts`. */
export const ruTiles = {
  subsystems: 'Доступные подсистемы',
  otherGroup: 'Другие',
  loadingSubsystems: 'Загружаем подсистемы',
  available: 'Доступна',
};

export type TilesTexts = Readonly<typeof ruTiles>;

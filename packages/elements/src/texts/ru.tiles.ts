import { ruCommon } from './ru.common.ts';

/** The words of a plain list of subsystems; those of any other are in `ru.list.ts`. */
export const ruTiles = {
  ...ruCommon,
  subsystems: 'Доступные подсистемы',
  otherGroup: 'Другие',
  loadingSubsystems: 'Загружаем подсистемы',
  available: 'Доступна',
};

export type TilesTexts = Readonly<typeof ruTiles>;

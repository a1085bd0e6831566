import type { Subsystem } from '@epos-login/core';

const rules = new Intl.PluralRules('ru');

/** What is said of a list of subsystems once it stands, or in its place. */
export const ruList = {
  /** Said after a search, when nothing has been left out. */
  foundAll: (count: number): string =>
    ({
      one: `Найдена ${count}\u00a0подсистема`,
      few: `Найдено ${count}\u00a0подсистемы`,
    })[rules.select(count) as string] ?? `Найдено ${count}\u00a0подсистем`,
  /** Said after a search, of so many of all. */
  foundSome: (count: number, total: number): string => `Найдено ${count}\u00a0из\u00a0${total}`,
  search: 'Поиск подсистемы',
  nothingFound: 'Ничего не\u00a0найдено. Проверьте, нет\u00a0ли опечатки.',
  showAll: 'Показать все',
  noneYet: 'В\u00a0этой категории роли подсистем пока нет.',
  listFailed: 'Не\u00a0удалось загрузить подсистемы',
  listFailedWhy: 'Вход выполнен, но\u00a0список подсистем не\u00a0пришёл. Повторите попытку сейчас или позже.',
  stale: 'Показан последний известный список: обновить его не\u00a0удалось.',
  offline: 'Нет связи с\u00a0ЭПОС.',
  refresh: 'Обновить',
  retry: 'Повторить попытку',
  statuses: {
    degraded: 'Работает с\u00a0перебоями',
    maintenance: 'Технические работы',
    'no-access': 'Нет доступа',
    'coming-soon': 'Скоро откроется',
  } as Readonly<Record<Exclude<Subsystem['status']['kind'], 'available'>, string>>,
  /** When works are to be over. */
  until: (moment: string): string => `до\u00a0${moment}`,
  /** When an announced subsystem opens. */
  from: (day: string): string => `с\u00a0${day}`,
};

export type ListTexts = Readonly<typeof ruList>;

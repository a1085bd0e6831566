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
  /** What was looked for in place of what was typed in the wrong keyboard layout. */
  shownFor: (query: string): string => `Показано для\u00a0«${query}»`,
  /** Shown and said beside the first result: what Enter does. */
  enterOpens: (name: string): string => `Enter откроет «${name}»`,
  asList: 'Показать списком',
  typing: 'Искать при\u00a0наборе на\u00a0клавиатуре',
  favourites: 'Избранное',
  recents: 'Недавние',
  /** The subsystems below favourites. */
  rest: 'Остальные',
  /** The subsystems below recents. */
  all: 'Все подсистемы',
  /** The name of a button that is pressed or not. */
  favourite: (name: string): string => `В\u00a0избранное: ${name}`,
  /** Said when a favourite was marked. */
  favouriteKept: (name: string): string => `«${name}» теперь в\u00a0избранном`,
  /** Said when the mark was taken off. */
  favouriteDropped: (name: string): string => `«${name}» больше не\u00a0в\u00a0избранном`,
  linkUnknown: 'Подсистема, на\u00a0которую ведёт ссылка, не\u00a0найдена среди доступных.',
  /** In place of the subsystem that a deep link leads to. */
  linkElsewhere: (name: string): string => `Подсистема «${name}» доступна в\u00a0другой категории роли.`,
  /** The same, where it does not open at the moment. */
  linkClosed: (name: string): string =>
    `Подсистема «${name}» сейчас не\u00a0открывается. Почему\u00a0— сказано на\u00a0её\u00a0плитке.`,
  nothingFound: 'Ничего не\u00a0найдено. Проверьте, нет\u00a0ли\u00a0опечатки.',
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

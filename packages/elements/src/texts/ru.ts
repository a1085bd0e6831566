import type { Category, Subsystem } from '@epos-login/core';
import { plural } from './plural.ts';
import { ruSignIn } from './ru.sign-in.ts';

const rules = new Intl.PluralRules('ru');

/** The manuals' words; where the manuals are silent, words in their manner. Non-breaking spaces are written `\u00a0`. */
export const ru = {
  ...ruSignIn,

  // Роли
  chooseCategory: 'Выберите категорию роли',
  categories: { employee: 'Сотрудник', parent: 'Родитель', student: 'Обучающийся' } as Readonly<
    Record<Category, string>
  >,
  category: 'Категория роли',
  proceed: 'Продолжить',
  categoryMissing: 'Выберите категорию роли, чтобы продолжить.',
  lastChoice: 'Прошлый выбор',

  // Подсистемы
  subsystems: 'Доступные подсистемы',
  otherGroup: 'Другие',
  loadingSubsystems: 'Загружаем подсистемы',
  foundAll: (count: number): string =>
    plural(rules, count, {
      one: `Найдена ${count}\u00a0подсистема`,
      few: `Найдено ${count}\u00a0подсистемы`,
      other: `Найдено ${count}\u00a0подсистем`,
    }),
  foundSome: (count: number, total: number): string => `Найдено ${count}\u00a0из\u00a0${total}`,
  search: 'Поиск подсистемы',
  nothingFound: 'Ничего не\u00a0найдено. Проверьте, нет\u00a0ли опечатки.',
  showAll: 'Показать все',
  noneYet: 'В\u00a0этой категории роли подсистем пока нет.',
  stale: 'Показан последний известный список: обновить его не\u00a0удалось.',
  offline: 'Нет связи с\u00a0ЭПОС.',
  refresh: 'Обновить',
  statuses: {
    available: 'Доступна',
    degraded: 'Работает с\u00a0перебоями',
    maintenance: 'Технические работы',
    'no-access': 'Нет доступа',
    'coming-soon': 'Скоро откроется',
  } as Readonly<Record<Subsystem['status']['kind'], string>>,
  until: (moment: string): string => `до\u00a0${moment}`,
  from: (day: string): string => `с\u00a0${day}`,

  // Что делать
  adviceHeading: 'При возникновении ошибки при\u00a0входе',
  check: 'Что проверить',
  ask: 'К кому обратиться',
  when: 'Когда заработает',
  who: 'Кто вы?',
  whoWhy: 'От\u00a0этого зависит, к\u00a0кому обратиться.',
  again: 'Повторить вход',
  retry: 'Повторить попытку',
  otherProvider: 'Войти другим способом',
  signOut: 'Выйти',
  copy: 'Скопировать сведения для заявки',
  copied: 'Сведения скопированы',
  copyByHand: 'Скопируйте сведения вручную:',
  ticket: {
    topic: 'Тема',
    topicText: 'Вход в ЭПОС',
    problem: 'Проблема',
    person: 'ФИО',
    role: 'Роль',
    territory: 'Территория',
    organization: 'Организация',
    code: 'Код ошибки',
    time: 'Время',
    blank: '(заполните)',
  },

  // Меню пользователя
  userMenu: 'Меню пользователя',
};

/** Every word of the elements. A pack that lacks one does not compile. */
export type Texts = Readonly<typeof ru>;

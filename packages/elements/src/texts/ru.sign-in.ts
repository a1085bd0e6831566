import type { SignedOutReason } from '@epos-login/core';
import { first } from './first.ts';
import { ruCommon } from './ru.common.ts';

/** The words of the first views. A pack of their own, for most visits see no others before the provider's page. */
export const ruSignIn = {
  ...first.ru,
  ...ruCommon,
  close: 'Закрыть',
  system: 'Электронная Пермская Образовательная Система',
  signInHeading: 'Вход в ЭПОС',
  restoring: 'Проверяем вход…',
  esia: 'Вход через ЕСИА',
  esiaNote: 'Госуслуги',
  rsaa: 'Вход для сотрудников',
  rsaaNote: 'Логин и\u00a0пароль РСАА',
  or: 'или',
  whatIsEsia: 'Что такое Госуслуги?',
  newTab: '(откроется в\u00a0новой вкладке)',
  toEsia: 'Переходим на\u00a0Госуслуги…',
  toRsaa: 'Переходим в\u00a0РСАА…',
  signingOut: 'Выходим…',
  reasons: {
    ended: 'Сеанс завершён. Чтобы продолжить, выполните вход.',
    idle: 'Страницей долго не\u00a0пользовались, поэтому сеанс завершён. Чтобы продолжить, выполните вход.',
    elsewhere: 'Вы вышли из\u00a0ЭПОС в\u00a0другой вкладке или подсистеме.',
    never: '',
    unknown: '',
  } as Readonly<Record<SignedOutReason, string>>,
  hello: (name: string): string => `Здравствуйте, ${name}!`,
};

export type SignInTexts = Readonly<typeof ruSignIn>;

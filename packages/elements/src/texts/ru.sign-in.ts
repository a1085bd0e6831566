import type { SignedOutReason } from '@epos-login/core';
import { first } from './first.ts';

/** The words of the choice of provider. */
export const ruSignIn = {
  ...first.ru,
  signInHeading: 'Вход в\u00a0ЭПОС',
  esia: 'Вход через ЕСИА',
  esiaNote: 'Госуслуги',
  rsaa: 'Вход для сотрудников',
  rsaaNote: 'Логин и\u00a0пароль РСАА',
  or: 'или',
  whatIsEsia: 'Что такое Госуслуги?',
  newTab: '(откроется в\u00a0новой вкладке)',
  toEsia: 'Переходим на\u00a0Госуслуги…',
  toRsaa: 'Переходим в\u00a0РСАА…',
  reasons: {
    ended: 'Сеанс завершён. Чтобы продолжить, выполните вход.',
    idle: 'Страницей долго не\u00a0пользовались, поэтому сеанс завершён. Чтобы продолжить, выполните вход.',
    elsewhere: 'Вы\u00a0вышли из\u00a0ЭПОС в\u00a0другой вкладке или подсистеме.',
    never: '',
    unknown: '',
  } as Readonly<Record<SignedOutReason, string>>,
};

export type SignInTexts = Readonly<typeof ruSignIn>;

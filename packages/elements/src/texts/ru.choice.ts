import { first } from './first.ts';

/** The words of the choice of provider. */
export const ruChoice = {
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
};

export type ChoiceTexts = Readonly<typeof ruChoice>;

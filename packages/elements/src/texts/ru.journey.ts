/** The words around every view of the journey. */
export const ruJourney = {
  close: 'Закрыть',
  system: 'Электронная Пермская Образовательная Система',
  signInHeading: 'Вход в ЭПОС',
  restoring: 'Проверяем вход…',
  signingOut: 'Выходим…',
  idle: 'Вы\u00a0здесь? Страницей давно не\u00a0пользовались, скоро вход завершится.',
  stay: 'Продолжить работу',
  /** Greets the person by name. */
  hello: (name: string): string => `Здравствуйте, ${name}!`,
};

export type JourneyTexts = Readonly<typeof ruJourney>;

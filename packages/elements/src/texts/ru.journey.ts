/** The words around every view of the journey. */
export const ruJourney = {
  close: 'Закрыть',
  system: 'Электронная Пермская Образовательная Система',
  signInHeading: 'Вход в ЭПОС',
  restoring: 'Проверяем вход…',
  signingOut: 'Выходим…',
  /** Greets the person by name. */
  hello: (name: string): string => `Здравствуйте, ${name}!`,
};

export type JourneyTexts = Readonly<typeof ruJourney>;

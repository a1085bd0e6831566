/** The warning before an untouched shared computer is left. */
export const ruIdle = {
  idle: 'Вы\u00a0здесь? Страницей давно не\u00a0пользовались, скоро вход завершится.',
  stay: 'Продолжить работу',
};

export type IdleTexts = Readonly<typeof ruIdle>;

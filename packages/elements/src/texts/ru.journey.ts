/** The words around every view of the journey. */
export const ruJourney = {
  system: 'Электронная Пермская Образовательная Система',
  restoring: 'Проверяем вход…',
  signingOut: 'Выходим…',
};

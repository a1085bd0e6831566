/** The words of the panel that the button opens. */
export const ruPanel = {
  close: 'Закрыть',
  signInHeading: 'Вход в\u00a0ЭПОС',
};

/** The words by which `<epos-login>` offers a registration form. */
export const ruRegister = {
  noAccount: 'Ещё нет учётной записи в\u00a0РСАА?',
  registration: 'Регистрация',
  backToSignIn: 'Назад ко\u00a0входу',
};

import type { SignedOutReason } from '@epos-login/core';
import { ruChoice } from './ru.choice.ts';

/** The words of the choice of provider, for whoever has been signed in too. */
export const ruSignIn = {
  ...ruChoice,
  reasons: {
    ended: 'Сеанс завершён. Чтобы продолжить, выполните вход.',
    idle: 'Страницей долго не\u00a0пользовались, поэтому сеанс завершён. Чтобы продолжить, выполните вход.',
    elsewhere: 'Вы\u00a0вышли из\u00a0ЭПОС в\u00a0другой вкладке или подсистеме.',
    never: '',
    unknown: '',
  } as Readonly<Record<SignedOutReason, string>>,
};

export type SignInTexts = Readonly<typeof ruSignIn>;

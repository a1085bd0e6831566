/** The words of the button: small enough to travel in every language with the first bytes, so that nothing flashes. */
export interface FirstTexts {
  /** The button of the manuals: «Вход». */
  readonly signIn: string;
  /** Said while the browser is on its way to the provider. */
  readonly leaving: string;
  /** Offered where a file has not come, so here is all that can be relied on. */
  readonly retry: string;
  /** The same, where it has not come twice. */
  readonly reload: string;
}

/** A language the elements speak: the first subtag of a BCP 47 tag. */
export type Language = string;

export const ruFirst: FirstTexts = {
  signIn: 'Вход',
  leaving: 'Переходим…',
  retry: 'Повторить попытку',
  reload: 'Обновить страницу',
};

export const first: Record<Language, FirstTexts> & Record<'ru' | 'en', FirstTexts> = {
  ru: ruFirst,
  en: { signIn: 'Sign in', leaving: 'Leaving…', retry: 'Try again', reload: 'Reload page' },
};

/** The words of the button: small enough to travel in every language with the first bytes, so that nothing flashes. */
export interface FirstTexts {
  /** The button of the manuals: «Вход». */
  readonly signIn: string;
  /** Said while the browser is on its way to the provider. */
  readonly leaving: string;
}

/** A language the elements speak: the first subtag of a BCP 47 tag. */
export type Language = string;

export const first: Record<Language, FirstTexts> & Record<'ru' | 'en', FirstTexts> = {
  ru: { signIn: 'Вход', leaving: 'Переходим…' },
  en: { signIn: 'Sign in', leaving: 'Leaving…' },
};

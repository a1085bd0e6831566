import type { Language } from './first.ts';
import { ru, type Texts } from './ru.ts';

export type { Language } from './first.ts';
export type { Texts } from './ru.ts';

const loaded: Partial<Record<Language, Texts>> = { ru };

const loaders: Record<Exclude<Language, 'ru'>, () => Promise<Texts>> = {
  en: async () => (await import('./en.ts')).en,
};

/** The words in this language, or `undefined` while they are not here: then {@linkcode loadTexts} brings them. */
export function textsOf(language: Language): Texts | undefined {
  return loaded[language];
}

/** Brings the words of a language. Where they cannot be had, Russian stands in, so that nobody faces an empty page. */
export async function loadTexts(language: Language): Promise<void> {
  if (language === 'ru') return;
  loaded[language] = await loaders[language]().catch(() => ru);
}

import { first, type FirstTexts, type Language } from './first.ts';
import type { Texts } from './ru.ts';

export type { Language } from './first.ts';
export type { Texts } from './ru.ts';

/** Languages beside Russian, once they are wanted. Russian comes with the parts that speak it. */
const others: Partial<Record<Language, Omit<Texts, keyof FirstTexts> | undefined>> = {};

/** A pack in this language; Russian until {@linkcode loadWords} has brought another, so that nobody faces an empty page. */
export function wordsIn<Words extends object>(language: Language, russian: Words): Words {
  return { ...russian, ...first[language], ...others[language] };
}

/** Brings all words of a language. Where they cannot be had, Russian stands in. */
export async function loadWords(language: Language): Promise<void> {
  if (language === 'en') others.en ??= (await import('./en.ts').catch(() => undefined))?.en;
}

import { first, type FirstTexts, type Language } from './first.ts';
import type { Texts } from './ru.ts';

export type { FirstTexts, Language } from './first.ts';
export type { Texts } from './ru.ts';

/** Every word but those of the button. */
export type LaterTexts = Omit<Texts, keyof FirstTexts>;

/** Languages beside Russian, once they are wanted. Russian comes with the parts that speak it. */
const others: Record<Language, LaterTexts | undefined> = {};

/** How they are brought. */
export const loaders: Record<Language, (() => Promise<LaterTexts>) | undefined> = {
  en: async () => (await import('./en.ts')).en,
};

/** A pack in this language; Russian until {@linkcode loadWords} has brought another, so that nobody faces an empty page. */
export function wordsIn<Words extends object>(language: Language, russian: Words): FirstTexts & Words {
  return { ...russian, ...first[language], ...others[language] } as FirstTexts & Words;
}

/** Brings all words of a language. Where they cannot be had, Russian stands in. */
export async function loadWords(language: Language): Promise<void> {
  others[language] ??= await loaders[language]?.().catch(() => undefined);
}

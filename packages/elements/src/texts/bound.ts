import type { Language } from './first.ts';

/** In Russian, short prepositions and numbers stay on the line of the word after them. */
export function bound(text: string, language: Language): string {
  return language === 'ru' ? text.replaceAll(/(?<=^|[\s(«])(\p{L}{1,2}|\d+) (?=\S)/gu, '$1\u00a0') : text;
}

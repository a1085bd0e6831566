import { addLanguage, type AdviceTexts, type HelpOnlyText, type LaterTexts } from '../../languages/languages.ts';
import { loadAdviceTexts } from '@epos-login/core/advice';
import { loadHelpTexts } from '@epos-login/core/help';
import { first, type FirstTexts } from '../../texts/first.ts';
import { ru } from '../../texts/ru.ts';

/**
 * A language of nobody: Russian in brackets, longer by half, in words that can wrap, and with marks on its vowels. What
 * is not in it is not translatable.
 */
export const pseudo = 'qps';

/** One sentence of it. What stands in braces or between stars is markup. */
export function pseudoOf(text: string): string {
  const marked = text.replaceAll(/\{[^}]*\}|[аеиоуыэюя]/gi, (part) => (part.length > 1 ? part : `${part}\u0301`));
  return text ? `[${marked}${' ·····'.repeat(Math.ceil(text.length / 12))}]` : text;
}

function translated<Pack>(pack: Pack): Pack {
  if (typeof pack === 'string') return pseudoOf(pack) as Pack;
  if (typeof pack === 'function')
    return ((...of: unknown[]) => translated((pack as (...of: unknown[]) => unknown)(...of))) as Pack;
  return Object.fromEntries(
    Object.entries(pack as object).map(([key, value]) => [key, translated<unknown>(value)]),
  ) as Pack;
}

/** Teaches the elements the language, in all that they say. */
export function speakPseudo(): void {
  addLanguage(pseudo, {
    first: translated<FirstTexts>(first.ru),
    texts: () => Promise.resolve(translated<LaterTexts>(ru)),
    advice: async () => translated<AdviceTexts>(await loadAdviceTexts('ru')),
    help: async () => translated<Readonly<Record<HelpOnlyText, string>>>(await loadHelpTexts('ru')),
  });
}

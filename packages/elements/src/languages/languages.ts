/**
 * Languages that the elements do not bring along.
 *
 * @module
 */
import { addAdviceLanguage, type AdviceTexts } from '@epos-login/core/advice';
import { addHelpLanguage, type HelpOnlyText } from '@epos-login/core/help';
import { redraw } from '../base/page-watch.ts';
import { first, type FirstTexts } from '../texts/first.ts';
import { loaders, type LaterTexts } from '../texts/texts.ts';

export type { AdviceText, AdviceTexts } from '@epos-login/core/advice';
export type { HelpOnlyText } from '@epos-login/core/help';
export type { FirstTexts, LaterTexts, Texts } from '../texts/texts.ts';

/** Everything that is said, in one language. TypeScript names each word that is missing. */
export interface LanguagePack {
  /** The words of the button, which stand before anything else has loaded. */
  readonly first: FirstTexts;
  /** Brings the other words of the elements, once an element speaks the language. */
  readonly texts: () => Promise<LaterTexts>;
  /** Brings the sentences of the advice. */
  readonly advice: () => Promise<AdviceTexts>;
  /** Brings the manuals' instructions, for `<epos-help>`. */
  readonly help: () => Promise<Readonly<Record<HelpOnlyText, string>>>;
}

/**
 * Teaches the elements a language: from now on they speak it wherever the nearest `lang` says so, those that stand in
 * the page already too. A language that is there gets other words; a person who has seen them sees the new ones after
 * the page has been loaded anew.
 *
 * @param language the first subtag of a BCP 47 tag, in lower case: `tt` speaks for `lang="tt-RU"`
 * @param pack all words. What a loader cannot bring (no network) is said in Russian
 * @throws `TypeError` if `language` is no such subtag
 * @example
 * ```ts
 * import { addLanguage } from '@epos-login/elements/languages';
 *
 * addLanguage('tt', {
 *   first: {
 *     signIn: 'Керү',
 *     leaving: 'Күчәбез…',
 *     retry: 'Кабатлап карарга',
 *     reload: 'Битне яңартырга',
 *   },
 *   texts: async () => (await import('./tt.js')).texts,
 *   advice: async () => (await import('./tt-advice.js')).advice,
 *   help: async () => (await import('./tt-help.js')).help,
 * });
 * ```
 * @see BCP 47 (RFC 5646) section 2.2.1
 */
export function addLanguage(language: string, pack: LanguagePack): void {
  if (!/^[a-z]{2,8}$/.test(language)) {
    throw new TypeError(
      `addLanguage: language must be the first subtag of a BCP 47 tag in lower case, not ${language}`,
    );
  }
  first[language] = pack.first;
  loaders[language] = pack.texts;
  addAdviceLanguage(language, pack.advice);
  addHelpLanguage(language, pack.help);
  redraw();
}

import { loadHelpTexts, type HelpTexts } from '@epos-login/core/help';
import type { Language } from './first.ts';

const loaded: Partial<Record<Language, HelpTexts>> = {};

/** The manuals' sentences in this language, once {@linkcode loadManual} has brought them. */
export function manualIn(language: Language): HelpTexts | undefined {
  return loaded[language];
}

/** Brings the manuals' sentences in a language. Without a network none come; asked again, it tries again, which is of no use in Firefox. */
export async function loadManual(language: Language): Promise<void> {
  if (loaded[language]) return;
  const texts = await loadHelpTexts(language).catch(() => undefined);
  if (texts) loaded[language] = texts;
}

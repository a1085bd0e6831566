import type { EposErrorCode } from '@epos-login/core';
import type { Language } from '../texts/first.ts';
import type { RegistrationTexts } from '../texts/ru.registration.ts';

/** The code of whatever was thrown. What has none is a part of the page that did not come over the line. */
export function codeOf(error: unknown): EposErrorCode {
  const { code } = Object(error) as { code?: EposErrorCode };
  if (typeof code === 'string') return code;
  return navigator.onLine ? 'network' : 'offline';
}

/** What has happened and what to do about it, in sentences: the advice of the manuals, which loads when it is needed. */
export async function adviceOn(code: EposErrorCode, language: Language, words: RegistrationTexts): Promise<string> {
  try {
    const { advice, loadAdviceTexts } = await import('@epos-login/core/advice');
    const texts = await loadAdviceTexts(language);
    const { cause, check, ask, when } = advice({ code }, 'employee');
    // Advice speaks of signing in, and nobody does here.
    const said = code === 'unavailable' ? words.registrationUnavailable : texts[cause];
    return [said, ...[check, ask, when].flatMap((text) => (text ? [texts[text]] : []))].join(' ');
  } catch {
    return words.checkConnection;
  }
}

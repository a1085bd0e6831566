import type { EposState } from '@epos-login/core';
import { html, type TemplateResult } from 'lit';
import type { SignInTexts } from '../texts/ru.sign-in.ts';

/** Says to somebody who was signed in why nobody is any longer. */
export function renderReason(state: EposState, words: SignInTexts): TemplateResult | undefined {
  const reason = state.kind === 'signed-out' && words.reasons[state.reason];
  return reason ? html`<p class="note">${reason}</p>` : undefined;
}

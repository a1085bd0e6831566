/** Loaded by the journey, which is there by then; for its chunk, see `sign-in.ts`. */
import './layouts.ts';
import { html, type TemplateResult } from 'lit';
import { ruIdle } from '../texts/ru.idle.ts';
import { wordsIn } from '../texts/texts.ts';
import { EposUserMenu } from '../user-menu/user-menu.ts';
import type { Journey } from './journey.ts';
import { userStyles } from './user.styles.ts';

export const elements = { 'epos-user-menu': EposUserMenu };

export { loadMenu } from '../user-menu/user-menu.ts';

/** An alert, so that it is heard at once: there is a minute to answer it. */
export function renderIdle({ access, host }: Journey): TemplateResult {
  access.adopt(userStyles);
  const words = { ...wordsIn(access.language, ruIdle), ...host.texts };
  return html`<div class="note idle" role="alert" lang=${access.language}>
    ${words.idle}
    <button class="button plain" part="action" type="button" @click=${() => access.source?.stay()}>
      ${words.stay}
    </button>
  </div>`;
}

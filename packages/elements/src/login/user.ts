/** Loaded by the journey, which is there by then; for its chunk, see `home.ts`. */
import './journey.ts';
import { html, type TemplateResult } from 'lit';
import { defineInside } from '../base/define-inside.ts';
import { restStyles } from '../styles/rest.styles.ts';
import { ruIdle } from '../texts/ru.idle.ts';
import { EposUserMenu, loadMenu } from '../user-menu/user-menu.ts';
import type { Journey } from './journey.ts';
import { userStyles } from './user.styles.ts';

EposUserMenu.bring = () => import('./menu.ts');

/** Brings the name, with what is behind it where that stands open. */
export async function prepare(journey: Journey): Promise<void> {
  if (journey.renderIdle) return;
  const { host } = journey;
  // In a page it stands in the masthead, where its place is kept.
  if (host.layout !== 'page') await loadMenu();
  await defineInside(host, { 'epos-user-menu': EposUserMenu });
  journey.renderIdle = renderIdle;
  host.requestUpdate();
}

/** An alert, so that it is heard at once: there is a minute to answer it. */
export function renderIdle(journey: Journey): TemplateResult | undefined {
  const { access } = journey;
  if (!('signOutAt' in access.state) || !access.state.signOutAt) return undefined;
  access.adopt(restStyles, userStyles);
  const words = journey.wordsOf(ruIdle);
  return html`<div class="note idle" role="alert" lang=${access.language}>
    ${words.idle}
    <button class="button plain" part="action" type="button" @click=${() => access.source?.stay()}>
      ${words.stay}
    </button>
  </div>`;
}

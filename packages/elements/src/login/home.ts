/**
 * Loaded by the journey, which is there by then. That this says so puts what both stand on into the journey's own
 * chunk: in a chunk apart it would travel less well compressed. For the same reason it has copies of what it shares with
 * the parts beside it; see `tsup.config.ts`.
 */
import './journey.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { defineInside } from '../base/define-inside.ts';
import { EposSubsystems } from '../subsystems/subsystems.ts';
import { ruHome } from '../texts/ru.home.ts';
import type { Journey } from './journey.ts';
import { homeStyles } from './home.styles.ts';
import type { EposLogin } from './login.ts';
import { loadUser } from './views.ts';

EposSubsystems.bring = () => import('./tiles.ts');

export async function prepare(journey: Journey): Promise<void> {
  const { access, host } = journey;
  access.adopt(homeStyles);
  // What stands above the tiles comes with them, so that nothing shifts.
  if (host.layout !== 'page') await loadUser(journey);
  await defineInside(host, { 'epos-subsystems': EposSubsystems });
}

export function renderName({ host }: Journey): TemplateResult {
  return renderMenu(host, false);
}

function renderMenu({ texts }: EposLogin, inline: boolean): TemplateResult {
  return html`<epos-user-menu
    ?inline=${inline}
    ?greeted=${inline}
    exportparts="menu, action"
    .texts=${texts}
  ></epos-user-menu>`;
}

export function render(journey: Journey): TemplateResult {
  const { host, level, access } = journey;
  const { state } = access;
  // The tiles are what the person came for; the name has its place kept and comes right after them.
  if ('subsystems' in state && state.subsystems.kind !== 'loading') void loadUser(journey);
  const person = 'person' in state ? state.person : undefined;
  const name = [person?.given_name, person?.middle_name].filter(Boolean).join(' ');
  return html`<div class="heading" part="heading" role="heading" aria-level=${level} tabindex="-1">
      ${journey.wordsOf(ruHome).hello(name)}
    </div>
    ${host.layout === 'page' ? nothing : renderMenu(host, true)}
    <epos-subsystems
      exportparts="heading, search, tile, favourite, action"
      heading-level=${Math.min(level + 1, 6)}
      .view=${host.getAttribute('view')}
      .typeAhead=${host.getAttribute('type-ahead') ?? undefined}
      .deepLink=${host.getAttribute('deep-link') ?? undefined}
      .notes=${host.notes}
      .synonyms=${host.synonyms}
      .texts=${host.texts}
    ></epos-subsystems>`;
}

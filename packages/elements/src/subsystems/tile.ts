import type { Subsystem } from '@epos-login/core';
import { html, nothing, type TemplateResult } from 'lit';
import { arrowIcon } from './subsystems.icons.ts';

export interface TileContext {
  /** Where the tile leads, while the subsystem can be opened. */
  readonly address: string | undefined;
  readonly status: unknown;
  readonly onOpen: (event: MouseEvent, subsystem: Subsystem, address: string) => void;
}

const hues = 6;

/**
 * One subsystem: a link on the name, stretched over the tile, so that it is read out once and pressed anywhere.
 * What cannot be opened is no link, and says why and what to do.
 */
export function renderTile(subsystem: Subsystem, context: TileContext): TemplateResult {
  const { name, description } = subsystem;
  const address = isWeb(context.address) ? context.address : undefined;
  return html`<li class=${address ? 'tile open' : 'tile'} part="tile" data-id=${subsystem.id}>
    ${renderPicture(subsystem)}
    <div class="about" lang="ru">
      ${
        address
          ? html`<a
              class="name"
              href=${address}
              @click=${(event: MouseEvent) => {
                context.onOpen(event, subsystem, address);
              }}
              >${name}</a
            >`
          : html`<span class="name">${name}</span>`
      }
      ${description ? html`<span class="muted small">${description}</span>` : nothing}
    </div>
    ${address ? html`<span class="arrow">${arrowIcon}</span>` : nothing} ${context.status}
  </li>`;
}

/** The icon, and beneath it the first letter of the name, for the icon that there is not or that cannot be shown. */
function renderPicture({ id, name, icon }: Subsystem): TemplateResult {
  const initial = /[\p{L}\p{N}]/u.exec(name.replace(/^ЭПОС\.(?=.)/u, ''))?.[0] ?? '';
  return html`${
      isWeb(icon)
        ? html`<img
            class="picture"
            src=${icon}
            alt=""
            loading="lazy"
            referrerpolicy="no-referrer"
            @load=${onPicture}
            @error=${onPicture}
          />`
        : nothing
    }<span class="picture hue-${hueOf(id)}" aria-hidden="true">${initial.toUpperCase()}</span>`;
}

function onPicture({ target, type }: Event): void {
  (target as HTMLElement).hidden = type === 'error';
}

/** The same subsystem has the same colour everywhere and always. */
function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
}

/** Addresses come from a server and end in `href` and `src`: `javascript:` and its kind must not. */
function isWeb(address: string | undefined): address is string {
  return /^https?:\/\//i.test(address ?? '');
}

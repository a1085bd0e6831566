import type { Subsystem } from '@epos-login/core';
import { html, nothing, type TemplateResult } from 'lit';

export interface TileContext {
  /** Where the tile leads, while the subsystem can be opened. */
  readonly address: string | undefined;
  readonly status: unknown;
  /** The identifier of what is said about the status, where more is to be said than that it is available. */
  readonly about?: string | undefined;
  /** What else there is to do with the tile, and to tell it apart. */
  readonly extras?: unknown;
  readonly mark?: string | undefined;
  readonly onOpen: (event: MouseEvent, subsystem: Subsystem, address: string) => void;
}

const hues = 6;

/**
 * One subsystem: a link on the name, stretched over the tile, so that it is read out once and pressed anywhere.
 * What cannot be opened leads nowhere, and says why and what to do: it is reached by Tab all the same.
 */
export function renderTile(subsystem: Subsystem, context: TileContext): TemplateResult {
  const { name, description } = subsystem;
  const address = isWeb(context.address) ? context.address : undefined;
  const about = context.about ?? nothing;
  return html`<li class="tile ${address ? 'open' : ''} ${context.mark}" part="tile" data-id=${subsystem.id}>
    ${renderPicture(subsystem)}
    <div class="about" lang="ru">
      ${
        address
          ? html`<a
              class="name"
              href=${address}
              aria-describedby=${about}
              @click=${(event: MouseEvent) => {
                context.onOpen(event, subsystem, address);
              }}
              >${name}</a
            >`
          : html`<span class="name" role="link" aria-disabled="true" aria-describedby=${about} tabindex="0"
              >${name}</span
            >`
      }
      ${description ? html`<span class="muted small">${description}</span>` : nothing}
    </div>
    ${context.status}${context.extras}
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
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return sum % hues;
}

/** Addresses come from a server and end in `href` and `src`: `javascript:` and its kind must not. */
export function isWeb(address: string | undefined): address is string {
  return /^https?:\/\//i.test(address ?? '');
}

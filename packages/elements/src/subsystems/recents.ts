import type { Subsystem } from '@epos-login/core';
import { html, type TemplateResult } from 'lit';

export interface Recent {
  readonly subsystem: Subsystem;
  readonly address: string;
}

/** What was opened last, in a line: shortcuts to tiles that stand in their places below all the same. */
export function renderRecents(
  recents: readonly Recent[],
  labelledBy: string,
  onOpen: (event: Event, subsystem: Subsystem, address: string) => void,
): TemplateResult {
  return html`<ul class="recents" role="list" aria-label=${labelledBy}>
    ${recents.map(
      ({ subsystem, address }) =>
        html`<li>
          <a
            class="recent"
            href=${address}
            lang="ru"
            @click=${(event: Event) => {
              onOpen(event, subsystem, address);
            }}
            >${subsystem.name}</a
          >
        </li>`,
    )}
  </ul>`;
}

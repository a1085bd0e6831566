import { html, type TemplateResult } from 'lit';
import { starIcon } from './list.icons.ts';

/** Marks a favourite: a button of its own beside the tile's link, whose name stays what is read out. */
export function renderStar(label: string, isFavourite: boolean, onClick: () => void): TemplateResult {
  return html`<button
    class="star"
    part="favourite"
    type="button"
    aria-pressed=${isFavourite}
    aria-label=${label}
    @click=${onClick}
  >
    ${starIcon}
  </button>`;
}

import { html } from 'lit';

/**
 * A picture beside words that say the same, so it is hidden from those who listen. Each is drawn for this project on a
 * grid of 24, in strokes, so that it takes the colour of the words.
 */
export const checkIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5" /></svg>`;

export const alertIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="12" cy="12" r="9" />
  <path d="M12 7.5V13M12 16.5v.01" />
</svg>`;

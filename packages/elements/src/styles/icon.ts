import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/**
 * A picture beside words that say the same, so it is hidden from those who listen. Each is drawn for this project on a
 * grid of 24, in strokes, so that it takes the colour of the words.
 */
export function icon(shape: SVGTemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;
}

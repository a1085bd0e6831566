import { html } from 'lit';

export const exitIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M10 4H5v16h5M15 8l4 4-4 4M19 12H9" />
</svg>`;

import { html } from 'lit';

export const externalIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9" />
</svg>`;

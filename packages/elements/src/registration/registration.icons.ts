import { html } from 'lit';

export const letterIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="3" y="5.5" width="18" height="13" rx="2" />
  <path d="M3.5 7.5L12 13l8.5-5.5" />
</svg>`;

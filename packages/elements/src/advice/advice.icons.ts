import { html } from 'lit';

export const copyIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="8" y="8" width="12" height="12" rx="2" />
  <path d="M16 8V4H4v12h4" />
</svg>`;

import { html } from 'lit';

export const alertIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="12" cy="12" r="9" />
  <path d="M12 7.5V13M12 16.5v.01" />
</svg>`;

export const letterIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="3" y="5.5" width="18" height="13" rx="2" />
  <path d="M3.5 7.5L12 13l8.5-5.5" />
</svg>`;

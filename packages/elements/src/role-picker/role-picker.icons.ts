import { html } from 'lit';

export const alertIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="12" cy="12" r="9" />
  <path d="M12 7.5V13M12 16.5v.01" />
</svg>`;

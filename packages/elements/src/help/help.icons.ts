import { html } from 'lit';

export const openIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 9.5l6 6 6-6" /></svg>`;

export const elsewhereIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9" />
</svg>`;

export const noticeIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="12" cy="12" r="9" />
  <path d="M12 7.5V13M12 16.5v.01" />
</svg>`;

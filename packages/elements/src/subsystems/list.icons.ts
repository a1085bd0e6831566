import { html } from 'lit';

export const slowIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 4L2.5 20h19zM12 10v4M12 17v.01" />
</svg>`;

export const worksIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M14.5 6.5a4 4 0 0 0-5 5L4 17l3 3 5.5-5.5a4 4 0 0 0 5-5L15 12l-3-3z" />
</svg>`;

export const lockIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="5" y="11" width="14" height="9" rx="2" />
  <path d="M8 11V8a4 4 0 0 1 8 0v3" />
</svg>`;

export const soonIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="12" cy="12" r="8.5" />
  <path d="M12 7.5V12l3 2" />
</svg>`;

export const searchIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="11" cy="11" r="6.5" />
  <path d="M16 16l4.5 4.5" />
</svg>`;

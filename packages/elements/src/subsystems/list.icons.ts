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

export const starIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z" />
</svg>`;

export const listIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01" />
</svg>`;

export const keyboardIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="2.5" y="6" width="19" height="12" rx="2" />
  <path d="M6.5 10v.01M10 10v.01M14 10v.01M17.5 10v.01M8 14h8" />
</svg>`;

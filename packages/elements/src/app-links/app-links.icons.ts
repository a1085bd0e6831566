import { html } from 'lit';

/** The stores' own signs are trade marks of theirs: a telephone that something comes down to stands for all. */
export const appIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="6" y="2.5" width="12" height="19" rx="2.5" />
  <path d="M12 6.5v7M9 10.5l3 3 3-3M10.5 18h3" />
</svg>`;

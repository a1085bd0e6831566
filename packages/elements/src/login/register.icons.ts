import { html } from 'lit';

export const backIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M19 12H5M11 6l-6 6 6 6" /></svg>`;

import { html } from 'lit';

export const openIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 9.5l6 6 6-6" /></svg>`;

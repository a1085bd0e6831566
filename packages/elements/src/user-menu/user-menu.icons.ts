import { svg } from 'lit';

export const downIcon = svg`<path d="M6 9.5l6 6 6-6"/>`;

export const exitIcon = svg`<path d="M10 4H5v16h5M15 8l4 4-4 4M19 12H9"/>`;

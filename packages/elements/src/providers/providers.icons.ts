import { svg } from 'lit';

export const externalIcon = svg`<path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9"/>`;

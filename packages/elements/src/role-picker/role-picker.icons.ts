import { svg } from 'lit';

export const alertIcon = svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.5V13M12 16.5v.01"/>`;

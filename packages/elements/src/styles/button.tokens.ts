import { css } from 'lit';

/** What the first button needs. */
export const buttonTokens = css`
  :host {
    --_font: var(--epos-font, system-ui, sans-serif);
    --_text: var(--epos-color-text, var(--_t-text, #10233f));
    --_surface: var(--epos-color-surface, var(--_t-surface, #fff));
    --_accent: var(--epos-color-accent, var(--_t-accent, #0f56d2));
    --_accent-hover: var(--epos-color-accent-hover, var(--_t-accent-hover, #0b43a8));
    --_on-accent: var(--epos-color-on-accent, var(--_t-on-accent, #fff));
    --_focus: var(--epos-color-focus, var(--_t-focus, #0b3a91));
    --_radius: var(--epos-radius, 0.5em);
    --_target: var(--epos-target, 2.75em);
  }
`;

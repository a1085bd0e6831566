import { css } from 'lit';

/**
 * The design tokens a page may set, on `:root` or on one element. All but the names is private: elements read the
 * private half (`--_text`), which takes the page's token, else the theme's, else the light default.
 *
 * The theme's half (`--_t-text`) is inherited, so that `theme` and `preset` on `<epos-login>` or `<epos-context>` reach
 * every element inside. `light-dark()` and `color-mix()` would be shorter; Chromium 109 has neither.
 */
export const tokens = [
  '--epos-font',
  '--epos-color-text',
  '--epos-color-muted',
  '--epos-color-surface',
  '--epos-color-subtle',
  '--epos-color-line',
  '--epos-color-accent',
  '--epos-color-accent-hover',
  '--epos-color-on-accent',
  '--epos-color-accent-soft',
  '--epos-color-focus',
  '--epos-color-good',
  '--epos-color-good-soft',
  '--epos-color-warn',
  '--epos-color-warn-soft',
  '--epos-color-bad',
  '--epos-color-bad-soft',
  '--epos-radius',
  '--epos-radius-card',
  '--epos-shadow',
  '--epos-target',
  '--epos-tile',
  '--epos-panel',
  '--epos-page',
] as const;

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

/** What everything else needs besides. */
export const viewTokens = css`
  :host {
    --_muted: var(--epos-color-muted, var(--_t-muted, #52637d));
    --_subtle: var(--epos-color-subtle, var(--_t-subtle, #f3f6fb));
    --_line: var(--epos-color-line, var(--_t-line, #dbe3ee));
    --_accent-soft: var(--epos-color-accent-soft, var(--_t-accent-soft, #e8f0fe));
    --_good: var(--epos-color-good, var(--_t-good, #146c43));
    --_good-soft: var(--epos-color-good-soft, var(--_t-good-soft, #e5f5ec));
    --_warn: var(--epos-color-warn, var(--_t-warn, #8a4b00));
    --_warn-soft: var(--epos-color-warn-soft, var(--_t-warn-soft, #fdf1dc));
    --_bad: var(--epos-color-bad, var(--_t-bad, #b3261e));
    --_bad-soft: var(--epos-color-bad-soft, var(--_t-bad-soft, #fdecea));
    --_radius-card: var(--epos-radius-card, 0.75em);
    --_shadow: var(--epos-shadow, var(--_t-shadow, 0 1px 2px #10233f14, 0 8px 24px #10233f14));
  }
`;

const dark = css`
  --_t-text: #e9eff8;
  --_t-muted: #a9b8cd;
  --_t-surface: #152238;
  --_t-subtle: #1d2d47;
  --_t-line: #334766;
  --_t-accent: #8db8ff;
  --_t-accent-hover: #b3d0ff;
  --_t-on-accent: #0a1b36;
  --_t-accent-soft: #20385f;
  --_t-focus: #ffd166;
  --_t-good: #7fd6a5;
  --_t-good-soft: #173a2b;
  --_t-warn: #f5c26b;
  --_t-warn-soft: #3d2f14;
  --_t-bad: #ff9d94;
  --_t-bad-soft: #44211f;
  --_t-shadow: 0 1px 2px #0006, 0 8px 24px #0006;
  --_t-tint: 26%;
  --_t-ink: 84%;
  color-scheme: dark;
`;

/** The looks an element may be given by attribute. Colours only: the logo of Госуслуги is the portal's to use. */
export const themes = css`
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([preset='gosuslugi']) {
    --_t-text: #0b1f33;
    --_t-accent: #0d4cd3;
    --_t-accent-hover: #1d5deb;
    --_t-accent-soft: #e4ecfd;
    --_t-focus: #0b3a91;
  }
  :host([theme='dark']) {
    ${dark}
  }
  @media (prefers-color-scheme: dark) {
    :host([theme='auto']) {
      ${dark}
    }
  }
`;

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
  '--epos-color-canvas',
  '--epos-color-subtle',
  '--epos-color-line',
  '--epos-color-accent',
  '--epos-color-accent-hover',
  '--epos-color-on-accent',
  '--epos-color-accent-soft',
  '--epos-color-focus',
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

import { css } from 'lit';

/** What everything else needs besides. */
export const viewTokens = css`
  :host {
    --_muted: var(--epos-color-muted, var(--_t-muted, #52637d));
    --_canvas: var(--epos-color-canvas, var(--_t-canvas, #f5f7fb));
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

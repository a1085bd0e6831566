import { declareTokens } from './declare-tokens.ts';

/** What everything else needs besides. */
export const viewTokens = declareTokens(
  {
    muted: '#52637d',
    subtle: '#f3f6fb',
    line: '#dbe3ee',
    'accent-soft': '#e8f0fe',
    bad: '#b3261e',
  },
  '--_radius-card:var(--epos-radius-card,.75em);--_shadow:var(--epos-shadow,var(--_t-shadow,0 1px 2px #10233f14,0 8px 24px #10233f14))',
);

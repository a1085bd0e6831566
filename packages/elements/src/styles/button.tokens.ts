import { declareTokens } from './declare-tokens.ts';

/** What the first button needs. */
export const buttonTokens = declareTokens(
  {
    text: '#10233f',
    surface: '#fff',
    accent: '#0f56d2',
    'accent-hover': '#0b43a8',
    'on-accent': '#fff',
    focus: '#0b3a91',
  },
  '--_font:var(--epos-font,system-ui,sans-serif);--_radius:var(--epos-radius,.5em);--_target:var(--epos-target,2.75em)',
);

import { css } from './plain-css.ts';

/** The looks an element may be given by attribute. Colours only: the logo of Госуслуги is the portal's to use. */
const text = css`
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
    --_t-text: #e9eff8;
    --_t-muted: #a9b8cd;
    --_t-surface: #152238;
    --_t-canvas: #0e1828;
    --_t-subtle: #1d2d47;
    --_t-line: #334766;
    --_t-accent: #8db8ff;
    --_t-accent-hover: #b3d0ff;
    --_t-on-accent: #0a1b36;
    --_t-accent-soft: #20385f;
    --_t-focus: #ffd166;
    --_t-warn: #f5c26b;
    --_t-warn-soft: #3d2f14;
    --_t-bad: #ff9d94;
    --_t-bad-soft: #44211f;
    --_t-shadow: 0 1px 2px #0006, 0 8px 24px #0006;
    --_t-tint: 26%;
    --_t-ink: 84%;
    color-scheme: dark;
  }
  @media (prefers-color-scheme: dark) {
    :host([theme='auto']) {
      --_t-text: #e9eff8;
      --_t-muted: #a9b8cd;
      --_t-surface: #152238;
      --_t-canvas: #0e1828;
      --_t-subtle: #1d2d47;
      --_t-line: #334766;
      --_t-accent: #8db8ff;
      --_t-accent-hover: #b3d0ff;
      --_t-on-accent: #0a1b36;
      --_t-accent-soft: #20385f;
      --_t-focus: #ffd166;
      --_t-warn: #f5c26b;
      --_t-warn-soft: #3d2f14;
      --_t-bad: #ff9d94;
      --_t-bad-soft: #44211f;
      --_t-shadow: 0 1px 2px #0006, 0 8px 24px #0006;
      --_t-tint: 26%;
      --_t-ink: 84%;
      color-scheme: dark;
    }
  }
`;

export const themes = { styleSheet: new CSSStyleSheet() };
themes.styleSheet.replaceSync(text);

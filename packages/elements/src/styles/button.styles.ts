import { css } from 'lit';

/** Buttons, focus and what is only heard: the least that every element shares. */
export const buttonStyles = css`
  :host {
    display: block;
    color: var(--_text);
    font-family: var(--_font);
    line-height: 1.4;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
    max-inline-size: 100%;
    padding: 0.5em 1.25em;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    overflow-wrap: break-word;
    text-decoration: none;
    cursor: pointer;
    transition: background-color 0.15s;
  }
  .button:hover {
    background: var(--_accent-hover);
  }
  .button[aria-disabled='true'] {
    cursor: progress;
  }
  /* Two colours: whatever the page's background is, one of them stands out (WCAG technique C40). */
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--_surface);
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }
  }
`;

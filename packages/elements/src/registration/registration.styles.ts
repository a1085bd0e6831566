import { css } from 'lit';

/** The shadow root's own: one slot, and the place that is held for the form. */
export const hostStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none !important;
  }
  .shell {
    display: block;
    min-block-size: 79em;
  }
  @media (max-width: 30em) {
    .shell {
      min-block-size: 97em;
    }
  }
`;

/**
 * The form's sheet, adopted by the tree it stands in: every selector begins with the tag, and class names are our own,
 * so that neither this sheet touches the page nor the page's classes the form.
 */
export const formStyles = css`
  epos-registration .epos-root,
  epos-registration .epos-form,
  epos-registration .epos-field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  epos-registration .epos-root {
    gap: 1em;
    max-inline-size: 36em;
    color: var(--_text);
    font-family: var(--_font);
    line-height: 1.4;
    overflow-wrap: break-word;
  }
  epos-registration .epos-root *,
  epos-registration .epos-root ::before {
    box-sizing: border-box;
  }
  epos-registration .epos-root [hidden] {
    display: none;
  }
  epos-registration .epos-form {
    gap: 1.25em;
    margin: 0;
  }
  epos-registration .epos-field {
    gap: 0.375em;
    min-inline-size: 0;
    scroll-margin-block: 1em;
  }
  epos-registration p {
    margin: 0;
  }
  epos-registration .epos-heading {
    min-inline-size: 0;
    font-size: 1.375em;
    font-weight: 700;
    line-height: 1.25;
    text-wrap: balance;
  }
  epos-registration .epos-label {
    font-weight: 600;
    scroll-margin-block-start: 1em;
  }
  epos-registration .epos-hint,
  epos-registration .epos-small {
    color: var(--_muted);
    font-size: 0.875em;
  }
  epos-registration .epos-input {
    inline-size: 100%;
    min-block-size: var(--_target);
    margin: 0;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    text-overflow: ellipsis;
  }
  epos-registration .epos-input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  epos-registration .epos-input:hover {
    border-color: var(--_accent);
  }
  epos-registration [aria-invalid='true'] {
    border-color: var(--_bad);
    box-shadow: inset 0 0 0 1px var(--_bad);
  }
  epos-registration :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--_surface);
  }
  epos-registration .epos-heading:focus {
    outline: none;
    box-shadow: none;
  }
  epos-registration .epos-error,
  epos-registration .epos-failure {
    display: flex;
    gap: 0.5em;
    color: var(--_bad);
  }
  epos-registration .epos-error {
    font-weight: 600;
  }
  epos-registration [data-invalid] {
    padding-inline-start: 0.875em;
    border-inline-start: 0.25em solid var(--_bad);
  }
  epos-registration .epos-summary {
    display: grid;
    gap: 0.5em;
    padding: 1em;
    border: 2px solid var(--_bad);
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }
  epos-registration .epos-summary-title {
    font-size: 1.125em;
    font-weight: 700;
  }
  epos-registration .epos-summary ul {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  epos-registration .epos-summary li {
    color: var(--_bad);
  }
  epos-registration .epos-summary a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_target);
    padding-block: 0.375em;
    color: var(--_bad);
    font-weight: 600;
  }
  epos-registration a {
    color: var(--_accent);
    text-underline-offset: 0.2em;
  }
  epos-registration a:hover {
    color: var(--_accent-hover);
  }
  epos-registration .epos-combobox {
    position: relative;
  }
  epos-registration .epos-list {
    position: absolute;
    z-index: 10;
    inset-block-start: calc(100% + 0.25em);
    inset-inline: 0;
    max-block-size: 20em;
    margin: 0;
    padding: 0.25em;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    list-style: none;
  }
  epos-registration .epos-option {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
    min-block-size: var(--_target);
    padding: 0.5em 0.75em;
    border-radius: calc(var(--_radius) / 2);
    cursor: pointer;
  }
  epos-registration .epos-option:hover {
    background: var(--_subtle);
  }
  epos-registration .epos-option[aria-selected='true'] {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
    background: var(--_accent-soft);
  }
  epos-registration .epos-more {
    color: var(--_accent);
    font-weight: 600;
  }
  epos-registration .epos-status {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_muted);
    font-size: 0.875em;
  }
  /* Regions that speak stand before they do: hidden ones are heard too late, or not at all. */
  epos-registration .epos-status:empty {
    margin-block-start: -0.375em;
  }
  epos-registration .epos-failure:empty {
    margin-block-start: -1.25em;
  }
  epos-registration .epos-consent {
    display: flex;
    gap: 0.75em;
    align-items: flex-start;
    min-block-size: var(--_target);
    padding-block: 0.6875em;
    line-height: 1.375;
    cursor: pointer;
  }
  epos-registration .epos-consent span {
    min-inline-size: 0;
  }
  epos-registration .epos-consent input {
    flex: none;
    inline-size: 1.375em;
    block-size: 1.375em;
    margin: 0;
    font: inherit;
    accent-color: var(--_accent);
  }
  /* A line of text, a target of 44 px. */
  epos-registration .epos-policy a {
    display: inline-block;
    padding-block: 0.7em;
  }
  epos-registration .epos-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  epos-registration .epos-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: var(--_target);
    max-inline-size: 100%;
    margin: 0;
    padding: 0.5em 1.25em;
    border: 1px solid var(--_edge, transparent);
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    cursor: pointer;
    transition: background-color 0.15s;
  }
  epos-registration .epos-button:hover {
    background: var(--_accent-hover);
  }
  epos-registration .epos-button[aria-disabled='true'] {
    cursor: progress;
  }
  epos-registration .epos-quiet {
    justify-self: start;
    border-color: var(--_muted);
    background: var(--_surface);
    color: var(--_text);
  }
  epos-registration .epos-plain {
    padding-inline: 0.75em;
    background: none;
    color: var(--_accent);
  }
  epos-registration .epos-quiet:hover,
  epos-registration .epos-plain:hover {
    background: var(--_accent-soft);
    color: var(--_accent-hover);
  }
  epos-registration .epos-sent {
    display: flex;
    align-items: center;
    gap: 0.75em;
  }
  epos-registration .epos-note {
    padding: 0.75em 1em;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }
  epos-registration .epos-root svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 2;
  }
  epos-registration .epos-policy svg {
    inline-size: 1em;
    block-size: 1em;
    vertical-align: -0.125em;
  }
  epos-registration .epos-sent svg {
    inline-size: 2em;
    block-size: 2em;
    color: var(--_accent);
  }
  epos-registration .epos-spinner {
    inline-size: 1em;
    block-size: 1em;
    flex: none;
    border: 0.15em solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: epos-registration-turn 1s linear infinite;
  }
  epos-registration .epos-heard,
  epos-registration .heard {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @keyframes epos-registration-turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (max-width: 30em) {
    epos-registration .epos-button {
      flex: 1 1 100%;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    epos-registration .epos-button {
      transition: none;
    }
    epos-registration .epos-spinner {
      animation-duration: 4s;
    }
  }
  @media (forced-colors: active) {
    epos-registration .epos-button {
      border-color: ButtonText;
    }
    epos-registration .epos-note {
      border: 1px solid;
    }
    epos-registration .epos-option[aria-selected='true'] {
      outline-color: Highlight;
    }
  }
`;

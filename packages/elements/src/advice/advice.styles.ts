import { css } from 'lit';

export const adviceStyles = css`
  .cause {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
  }
  .cause svg {
    inline-size: 1.75em;
    block-size: 1.75em;
    color: var(--_bad);
  }
  .cause .heading {
    flex: 1 1 8em;
    min-inline-size: 0;
    font-size: 1.1875em;
    line-height: 1.45;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: 0.5em;
    padding: 0;
    font-weight: 600;
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block-end: 0.5em;
  }
  .answer {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: var(--_target);
    max-inline-size: 100%;
    padding: 0.375em 0.875em;
    cursor: pointer;
    isolation: isolate;
  }
  .answer span {
    min-inline-size: 0;
  }
  .answer input {
    flex: none;
    font: inherit;
    inline-size: 1.125em;
    block-size: 1.125em;
    margin: 0;
    accent-color: var(--_accent);
  }
  .face {
    position: absolute;
    z-index: -1;
    inset: 0;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
  }
  .answer:hover .face {
    border-color: var(--_accent);
  }
  input:checked ~ .face {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  input:focus-visible {
    outline: none;
    box-shadow: none;
  }
  input:focus-visible ~ .face {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.875em;
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: step;
  }
  li {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.125em;
    /* The end of a longer line would be far from the beginning of the next. */
    max-inline-size: 46em;
    padding-inline-start: 2.5em;
    counter-increment: step;
  }
  li::before {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    display: grid;
    place-items: center;
    inline-size: 1.75em;
    block-size: 1.75em;
    border-radius: 50%;
    background: var(--_accent-soft);
    color: var(--_accent);
    content: counter(step);
    font-weight: 700;
  }
  .support a {
    display: inline-block;
    line-height: 1.25;
    padding-block: calc((var(--_target) - 1.25em) / 2);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  /* The icon stands beside the first line, however many there are. */
  .actions .plain {
    align-items: flex-start;
    justify-content: flex-start;
    margin-inline-start: var(--_out, -0.75em);
    padding-block: calc((var(--_target) - 1.25em) / 2 - 1px);
    text-align: start;
  }
  details[open] {
    display: grid;
    gap: 0.75em;
  }
  summary.button {
    display: flex;
    justify-content: flex-start;
    inline-size: fit-content;
    margin-inline-start: var(--_out, -0.75em);
  }
  /* Drawn, for the browser's own marker goes with the flexible box, and Safari has none there. */
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    flex: none;
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline: 0.375em;
    border: solid;
    border-width: 0 0.15em 0.15em 0;
    content: '';
    rotate: 45deg;
    translate: 0 -0.15em;
  }
  [open] > summary::before {
    rotate: 225deg;
    translate: 0 0.15em;
  }
  .ticket {
    display: grid;
    gap: 0.5em;
    font-weight: 600;
  }
  textarea {
    field-sizing: content;
    inline-size: 100%;
    max-inline-size: 46em;
    min-block-size: 15em;
    padding: 0.75em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_subtle);
    color: inherit;
    font: inherit;
    font-weight: 400;
  }
  @media (forced-colors: active) {
    li::before {
      border: 1px solid;
    }
  }
`;

import { css } from 'lit';

export const rolePickerStyles = css`
  .root {
    gap: 0.75em;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13em), 1fr));
    gap: 0.75em;
    margin-block-start: 0.25em;
  }
  .card {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 0.75em;
    align-items: center;
    align-content: flex-start;
    padding: min(1em, 4vw);
    cursor: pointer;
    isolation: isolate;
  }
  /* The card's face is a layer beside the radio button, for Firefox 115 has no :has(). */
  .face {
    position: absolute;
    z-index: -1;
    inset: 0;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius-card);
    background: var(--_surface);
    transition: background-color 0.15s;
  }
  .card:hover .face {
    border-color: var(--_accent);
    background: var(--_subtle);
  }
  input {
    order: 3;
    inline-size: 1.375em;
    block-size: 1.375em;
    margin: 0;
    font: inherit;
    accent-color: var(--_accent);
  }
  input:focus-visible {
    outline: none;
    box-shadow: none;
  }
  /* The focus is the card's: the round mark alone is too small to be found again. */
  input:focus-visible ~ .face {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  input:checked ~ .face,
  .card:hover input:checked ~ .face {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .picture {
    order: 1;
    display: grid;
    place-items: center;
    inline-size: 2.5em;
    block-size: 2.5em;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  input:checked ~ .picture {
    background: var(--_surface);
  }
  .title {
    order: 2;
    flex: 1 1 5em;
    min-inline-size: 0;
    font-size: 1.0625em;
    font-weight: 600;
  }
  .roles {
    order: 4;
    flex: 1 0 100%;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-inline-size: 0;
    gap: 0.5em;
    font-size: 0.9375em;
  }
  .role {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .who {
    font-weight: 600;
  }
  .last {
    color: var(--_accent);
    font-size: 0.9333em;
  }
  .missing {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_bad);
  }
  .missing:empty {
    display: none;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em;
  }
  @media (max-width: 30em) {
    .button {
      flex: 1 1 100%;
    }
  }
`;

import { css } from 'lit';

/** What the views share with the first that is drawn: headings, links, quiet buttons. The rest is in `rest.styles.ts`. */
export const basicStyles = css`
  .heading {
    margin: 0;
    padding-inline-end: var(--_close, 0);
    font-size: 1.375em;
    font-weight: 700;
    line-height: 1.25;
    text-wrap: balance;
  }
  .heading:focus {
    outline: none;
    box-shadow: none;
  }
  .root,
  .view {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1em;
    overflow-wrap: break-word;
  }
  p {
    margin: 0;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 0.2em;
  }
  /* No more specific than the rule above: a button that is a link keeps its own colour. */
  a:where(:hover) {
    color: var(--_accent-hover);
  }
  .small {
    font-size: 0.875em;
  }
  .quiet {
    border-color: var(--_muted);
    background: var(--_surface);
    color: var(--_text);
  }
  .quiet:hover {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .heard {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 2;
  }
`;

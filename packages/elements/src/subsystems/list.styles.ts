import { css } from 'lit';

/** What a plain list of subsystems does without. */
export const listStyles = css`
  :host {
    --_warn: var(--epos-color-warn, var(--_t-warn, #8a4b00));
    --_warn-soft: var(--epos-color-warn-soft, var(--_t-warn-soft, #fdf1dc));
    --_bad-soft: var(--epos-color-bad-soft, var(--_t-bad-soft, #fdecea));
  }
  /* Where text is so large that the field would have no room beside its buttons, they go below it. */
  .search {
    flex-wrap: wrap;
  }
  label {
    position: relative;
    flex: 1 1 6em;
    min-inline-size: 0;
  }
  label svg {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0.75em;
    margin-block: auto;
    color: var(--_muted);
    pointer-events: none;
  }
  input {
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: 0.5em 0.75em 0.5em 2.5em;
    padding-inline: 2.5em 0.75em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
  }
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .tool {
    flex: none;
    inline-size: var(--_target);
    margin-inline-start: 0.25em;
    padding: 0;
    color: var(--_muted);
  }
  .tool[aria-pressed='true'] {
    /* A bar at the foot: that it is on is told by more than a colour (WCAG 1.4.1). */
    background: linear-gradient(var(--_accent) 0 0) bottom / 1.5em 0.1875em no-repeat;
    color: var(--_accent);
  }
  /* Without a keyboard there is nothing to turn off. */
  @media (hover: none) and (pointer: coarse) {
    .typing,
    .enter {
      display: none;
    }
  }
  .star {
    position: absolute;
    inset-block-start: 0.375em;
    inset-inline-end: 0.375em;
    display: grid;
    place-items: center;
    inline-size: var(--_target);
    block-size: var(--_target);
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_muted);
    font: inherit;
    cursor: pointer;
  }
  .star:hover {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .star:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: -2px;
  }
  .star[aria-pressed='true'] {
    color: var(--_accent);
  }
  .star[aria-pressed='true'] path {
    fill: currentColor;
  }
  .first,
  .pointed {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .pointed {
    background: var(--_accent-soft);
  }
  .enter {
    position: absolute;
    inset-block-end: 0.75em;
    inset-inline-end: 0.75em;
    padding: 0 0.5em;
    border: 1px solid var(--_line);
    border-radius: 0.375em;
    background: var(--_subtle);
    color: var(--_muted);
    font: inherit;
    font-size: 0.75em;
  }
  .recents {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .recent {
    display: flex;
    align-items: center;
    min-block-size: var(--_target);
    padding: 0.25em 1em;
    border: 1px solid var(--_line);
    border-radius: 1.5em;
    background: var(--_surface);
    color: var(--_text);
    text-decoration: none;
  }
  .recent:hover {
    border-color: var(--_accent);
  }
  .list .tiles {
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25em;
  }
  .list .tile {
    gap: 0.375em 0.75em;
    align-items: center;
    min-block-size: 3.5em;
    padding-block: 0.375em;
    padding-inline-end: 3.5em;
  }
  .list .about {
    padding: 0;
  }
  .list .picture {
    inline-size: 2.25em;
    block-size: 2.25em;
  }
  .list .status {
    /* One width for all: what is said begins in one line, as in a table. */
    flex: 0 1 26em;
  }
  .list .enter {
    inset-block-end: auto;
    inset-inline-end: 3.75em;
  }
  .grow {
    flex: 1 1 12em;
  }
  /* Its words begin where those before it do, beside them or below. */
  .note .button {
    margin-inline-start: var(--_out, -0.75em);
  }
  .empty {
    display: grid;
    justify-items: start;
    gap: 1em;
    /* In the place of the tiles, which are there without any height. */
    margin-block-start: -1.25em;
    padding: min(1.5em, 5vw);
    border: 1px dashed var(--_muted);
    border-radius: var(--_radius-card);
  }
  .status {
    flex: 1 0 100%;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.375em;
    min-inline-size: 0;
    justify-items: start;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    padding: 0.125em 0.625em 0.125em 0.5em;
    border-radius: 1em;
    font-size: 0.8125em;
    font-weight: 600;
  }
  .pill svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .warn {
    background: var(--_warn-soft);
    color: var(--_warn);
  }
  .bad {
    background: var(--_bad-soft);
    color: var(--_bad);
  }
  .calm {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .off {
    display: none;
  }
  /* Hidden like this, a thousand tiles keep their layout: to show them again is a matter of painting. */
  @supports (content-visibility: hidden) {
    .off {
      display: grid;
      block-size: 0;
      margin-block-start: -1.25em;
      content-visibility: hidden;
    }
  }
  /* Off the screen nothing is laid out before it is wanted; found and read out it is all the same. */
  @supports (content-visibility: auto) {
    .many .tile {
      content-visibility: auto;
      /* Without border and padding, as tiles of one line stand: the first frame must not count on more. */
      contain-intrinsic-size: auto calc(7em - 2 * min(1em, 4vw) - 2px);
    }
    .many.list .tile {
      contain-intrinsic-size: auto calc(2.75em - 2px);
    }
    .many .name:focus-visible::after {
      outline-offset: -3px;
    }
  }
  @media (forced-colors: active) {
    .pill {
      border: 1px solid;
    }
    .tool[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .star[aria-pressed='true'] {
      color: Highlight;
    }
    .first,
    .pointed {
      outline: 3px solid Highlight;
    }
  }
  @media print {
    .search,
    .star,
    .enter {
      display: none;
    }
    /* By itself: Firefox 115 knows no :has(), and leaves out the whole rule. */
    section:has(> .recents) {
      display: none;
    }
    .tile {
      min-block-size: 0;
      break-inside: avoid;
      content-visibility: visible;
    }
    .group {
      break-after: avoid;
    }
  }
`;

import { css } from 'lit';

export const tileStyles = css`
  .tile {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em 0.75em;
    align-items: start;
    align-content: start;
    min-block-size: 7em;
    padding: min(1em, 4vw);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_subtle);
    overflow-wrap: break-word;
    hyphens: auto;
    transition: 0.15s;
  }
  .open,
  .skeleton {
    background: var(--_surface);
  }
  .open:hover {
    border-color: var(--_accent);
    box-shadow: var(--_shadow);
  }
  .about {
    flex: 1 1 7em;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.125em;
    min-inline-size: 0;
    /* For the star, which comes later. */
    padding-inline-end: 1.75em;
  }
  .name {
    color: var(--_text);
    font-weight: 600;
    line-height: 1.3;
    text-decoration: none;
  }
  a.name:hover {
    color: var(--_accent);
  }
  /* The whole tile is pressed, the name alone is read out. */
  .name::after {
    position: absolute;
    inset: 0;
    border-radius: var(--_radius-card);
    content: '';
  }
  .name:focus-visible {
    outline: none;
    box-shadow: none;
  }
  .name:focus-visible::after {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .picture {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    border-radius: var(--_radius);
    /* None beneath the icon itself: it has no hue, and what names none is no colour. */
    background: hsl(var(--_hue) 65% var(--_t-tint, 92%));
    color: hsl(var(--_hue) 65% var(--_t-ink, 28%));
    font-weight: 700;
    object-fit: contain;
  }
  img:not([hidden]) + .picture {
    display: none;
  }
  .hue-0 {
    --_hue: 217;
  }
  .hue-1 {
    --_hue: 265;
  }
  .hue-2 {
    --_hue: 172;
  }
  .hue-3 {
    --_hue: 28;
  }
  .hue-4 {
    --_hue: 335;
  }
  .hue-5 {
    --_hue: 140;
  }
  .skeleton span {
    flex: 1 1 7em;
    block-size: 2.75em;
    border-radius: var(--_radius);
    background: var(--_subtle);
    animation: breathe 1.6s infinite alternate;
  }
  .skeleton span:first-child {
    flex: none;
    inline-size: 2.75em;
  }
  @keyframes breathe {
    to {
      background: var(--_line);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton span {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .picture {
      border: 1px solid;
    }
  }
`;

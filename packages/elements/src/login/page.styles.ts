import { css } from 'lit';

export const pageStyles = css`
  :host([layout='page']) {
    background: var(--epos-color-canvas, var(--_t-canvas, #f5f7fb));
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.5em;
    max-inline-size: var(--epos-page, 70em);
    margin-inline: auto;
    padding: min(1.25em, 4vw);
  }
  .masthead {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em;
    /* As high as the person's name, which comes later. */
    min-block-size: 3.25em;
  }
  .masthead > * {
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .mark {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.25em;
    block-size: 2.25em;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 1.25em;
    font-weight: 700;
  }
  .brand {
    flex: 1 1 12em;
    line-height: 1.25;
  }
  .name {
    font-size: 1.25em;
    font-weight: 700;
  }
  .system {
    display: block;
    color: var(--_muted);
    font-size: 0.875em;
  }
  .page > .view:not(.ready) {
    justify-self: center;
    inline-size: min(100%, 32em);
    margin-block: 1em;
    padding: min(2em, 5vw);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
`;

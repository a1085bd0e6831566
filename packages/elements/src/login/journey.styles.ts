import { css } from 'lit';

/** What is loading keeps its place. */
export const journeyStyles = css`
  .panel {
    padding: min(1.5em, 5vw);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    color: var(--_text);
  }
  div.panel {
    inline-size: min(100%, var(--epos-panel, 30em));
  }
  .view:focus {
    outline: none;
    box-shadow: none;
  }
  /* In sight wherever the person has scrolled to. */
  .idle {
    position: sticky;
    inset-block-end: 0.5em;
    margin-block-start: 1em;
    box-shadow: var(--_shadow);
  }
  .wait {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.75em;
    min-block-size: 14em;
    color: var(--_muted);
  }
  epos-user-menu:not(:defined) {
    display: block;
    block-size: 2.75em;
    inline-size: 12em;
  }
`;

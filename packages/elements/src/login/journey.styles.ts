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
  /* Of one size, whatever stands in it, so that nothing below it moves: as in \`epos.css\`. */
  div.panel {
    display: grid;
    align-items: center;
    inline-size: min(100%, var(--epos-panel, 30em));
    block-size: min(32em, 90vh);
    overflow: auto;
  }
  .view:focus {
    outline: none;
    box-shadow: none;
  }
  .wait {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.75em;
    min-block-size: 14em;
    color: var(--_muted);
  }
`;

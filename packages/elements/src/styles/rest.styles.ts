import { css } from 'lit';

/** What the views share besides what the first of them needs: sections, plain buttons, notes. */
export const restStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1em;
  }
  .muted {
    color: var(--_muted);
  }
  .plain {
    padding-inline: 0.75em;
    background: none;
    color: var(--_accent);
  }
  .plain:hover {
    background: var(--_accent-soft);
    color: var(--_accent-hover);
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
    padding: 0.75em 1em;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
    overflow-wrap: anywhere;
  }
  @media (forced-colors: active) {
    /* Buttons without an edge stand out by their padding, so that words begin in one line; there each has its edge. */
    :host {
      --_out: 0em;
    }
    .note {
      border: 1px solid;
    }
  }
`;

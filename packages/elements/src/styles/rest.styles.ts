import { css } from 'lit';

/** What the views share besides what the first of them needs: sections, plain buttons. */
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
`;

import { css } from 'lit';

export const userStyles = css`
  /* In sight wherever the person has scrolled to. */
  .idle {
    position: sticky;
    inset-block-end: 0.5em;
    margin-block-start: 1em;
    box-shadow: var(--_shadow);
  }
  /* Its words begin where those before it do, beside them or below. */
  .idle .button {
    margin-inline-start: var(--_out, -0.75em);
  }
`;

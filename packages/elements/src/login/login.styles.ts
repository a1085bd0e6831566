import { css } from 'lit';

/** What stands before the first click; the rest is in `journey.styles.ts`. */
export const loginStyles = css`
  :host([layout='button']) {
    display: inline-block;
  }
  .anchor {
    position: relative;
  }
  /* One width for «Вход» and for any name: the page's header never shifts. */
  .anchor > .button {
    inline-size: 8.5em;
    padding-inline: 0.75em;
  }
  .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .wait {
    min-block-size: 20em;
  }
`;

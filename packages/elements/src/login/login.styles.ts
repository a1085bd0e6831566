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
    padding-inline: 0.25em;
  }
  /* «Переходим…» says it, and has no room for more. */
  .anchor > .button > .spinner {
    display: none;
  }
  /* A long name goes on in a second line: what is cut off cannot be read, least of all where text is spaced. */
  .label {
    min-inline-size: 0;
  }
  .wait {
    min-block-size: 20em;
  }
`;

import { css } from 'lit';

/** Of a link that opens elsewhere. */
export const linkStyles = css`
  .end {
    white-space: nowrap;
  }
  a svg {
    inline-size: 0.875em;
    block-size: 0.875em;
    margin-inline-start: 0.25em;
    vertical-align: -0.0625em;
  }
`;

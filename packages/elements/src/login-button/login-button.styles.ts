import { css } from 'lit';

export const loginButtonStyles = css`
  .kept {
    visibility: hidden;
  }
`;

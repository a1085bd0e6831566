import { css } from 'lit';

export const loginButtonStyles = css`
  .kept {
    visibility: hidden;
  }
  .heard {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

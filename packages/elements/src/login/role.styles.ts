import { css } from 'lit';

export const roleStyles = css`
  .page > .view.choosing-category {
    inline-size: min(100%, 48em);
  }
`;

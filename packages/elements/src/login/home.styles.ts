import { css } from 'lit';

export const homeStyles = css`
  .ready {
    align-self: start;
  }
  .page > .ready > .heading {
    font-size: min(1.75em, 9vw);
  }
  /* It comes after the tiles: kept before and after, the place of a name moves nothing below it. */
  epos-user-menu {
    display: block;
    min-block-size: 3.25em;
  }
  epos-user-menu:not(:defined) {
    inline-size: 12em;
  }
  @media (max-width: 30em) {
    epos-user-menu {
      min-block-size: 4.5em;
    }
  }
`;

import { css } from 'lit';

export const registerStyles = css`
  /* The form is wanted by the person, and too long to be read through a window of the card's size. */
  div.panel {
    block-size: auto;
    min-block-size: min(32em, 90vh);
  }
  .offer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 0.25em;
    text-align: center;
  }
  .back {
    justify-self: start;
    margin-block-start: -0.625em;
    margin-inline-start: var(--_out, -0.75em);
  }
  .back svg:dir(rtl) {
    transform: scaleX(-1);
  }
`;

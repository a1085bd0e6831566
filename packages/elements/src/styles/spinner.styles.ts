import { css } from 'lit';

/** What turns while one waits. Not there before the first click, so that the first sheets go without it. */
export const spinnerStyles = css`
  .spinner {
    inline-size: 1em;
    block-size: 1em;
    flex: none;
    border: 0.15em solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
  }
`;

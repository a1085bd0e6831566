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
    animation: turn 4s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .spinner {
      animation-duration: 1s;
    }
  }
`;

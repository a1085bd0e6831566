import { css } from 'lit';

export const providersStyles = css`
  /* Buttons of a line's length: in a wide column they would stretch over all of it. */
  .root {
    max-inline-size: 28em;
  }
  .provider {
    inline-size: 100%;
    min-block-size: calc(var(--_target) + 1em);
  }
  .words {
    display: grid;
  }
  .title {
    font-size: 1.0625em;
  }
  .words .small {
    font-weight: 400;
  }
  .quiet .small {
    color: var(--_muted);
  }
  .about {
    text-align: center;
  }
  /* A line of text, a target of 44 px. */
  .about a {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.25em;
    min-block-size: 3.143em;
    padding-inline: 0.5em;
    border-radius: var(--_radius);
  }
  .about svg {
    inline-size: 1em;
    block-size: 1em;
  }
  .or {
    display: flex;
    align-items: center;
    gap: 1em;
    margin-block: -0.5em 0;
    color: var(--_muted);
  }
  .or::before,
  .or::after {
    flex: 1;
    border-block-start: 1px solid var(--_line);
    content: '';
  }
`;

import { css } from 'lit';

export const appLinksStyles = css`
  .heading {
    font-size: 1.1875em;
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 12em), 1fr));
    gap: 0.75em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .store {
    justify-content: flex-start;
    inline-size: 100%;
    min-block-size: calc(var(--_target) + 1em);
    padding-inline: 0.875em;
    text-align: start;
  }
  .store svg {
    inline-size: 1.75em;
    block-size: 1.75em;
    color: var(--_accent);
    stroke-width: 1.75;
  }
  .words {
    min-inline-size: 0;
  }
  .verb {
    display: block;
    color: var(--_muted);
    font-weight: 400;
  }
`;

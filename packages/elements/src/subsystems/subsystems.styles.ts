import { css } from 'lit';

export const subsystemsStyles = css`
  .root {
    gap: 1.25em;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.75em 1.5em;
  }
  /* As high as the search, which may come beside it or go. */
  .heading {
    display: grid;
    align-items: center;
    min-block-size: calc(var(--_target) / 1.1875);
    font-size: 1.1875em;
  }
  .search {
    display: flex;
    flex: 1 1 14em;
    max-inline-size: 28em;
    min-block-size: var(--_target);
  }
  section {
    gap: 0.75em;
  }
  .all {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: inherit;
  }
  .group {
    font-weight: 600;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--epos-tile, 17em)), 1fr));
    gap: 0.75em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
`;

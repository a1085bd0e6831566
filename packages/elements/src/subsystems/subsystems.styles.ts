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
    min-block-size: var(--_target);
  }
  .heading {
    font-size: 1.1875em;
  }
  .search {
    position: relative;
    flex: 1 1 14em;
    max-inline-size: 24em;
  }
  .search svg {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0.75em;
    margin-block: auto;
    color: var(--_muted);
    pointer-events: none;
  }
  input {
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: 0.5em 0.75em 0.5em 2.5em;
    padding-inline: 2.5em 0.75em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  section {
    gap: 0.75em;
  }
  .group {
    color: var(--_muted);
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

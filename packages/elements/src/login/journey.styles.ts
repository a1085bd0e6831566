import { css } from 'lit';

export const journeyStyles = css`
  .panel {
    padding: 1.5em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    color: var(--_text);
  }
  div.panel {
    inline-size: min(100%, var(--epos-panel, 30em));
  }
  .view {
    display: grid;
    gap: 1em;
    outline: none;
  }
  .view:focus {
    box-shadow: none;
  }
  .wait {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.75em;
    min-block-size: 14em;
    color: var(--_muted);
  }
  /* What is loading keeps its place. */
  :not(:defined) {
    display: block;
    min-block-size: 14em;
  }
  epos-user-menu:not(:defined) {
    min-block-size: 2.75em;
  }

  /* The panel that the button opens. */
  dialog.panel {
    position: absolute;
    z-index: 1000;
    inset: calc(100% + 0.5em) auto auto 0;
    inline-size: min(var(--epos-panel, 26em), 100vw - 2em);
    max-block-size: min(80vh, 42em);
    margin: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }
  dialog.panel.to-end {
    inset: calc(100% + 0.5em) 0 auto auto;
  }
  .close {
    position: sticky;
    z-index: 1;
    inset-block-start: -1em;
    float: inline-end;
    margin-block: -1em 0;
    margin-inline: 0.25em -1em;
    padding: 0;
    color: var(--_muted);
  }
  @media (max-width: 40em) {
    dialog.panel:modal {
      position: fixed;
      inset: auto 0 0;
      inline-size: 100%;
      max-inline-size: none;
      max-block-size: 92vh;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
  dialog::backdrop {
    background: #0b1f3399;
  }

  /* The whole page. */
  .page {
    display: grid;
    gap: 1.5em;
    max-inline-size: var(--epos-page, 70em);
    margin-inline: auto;
    padding: 1em;
  }
  .masthead {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em;
  }
  .mark {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.25em;
    block-size: 2.25em;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 1.25em;
    font-weight: 700;
  }
  .brand {
    flex: 1 1 12em;
    line-height: 1.25;
  }
  .name {
    font-size: 1.25em;
    font-weight: 700;
    letter-spacing: 0.02em;
  }
  .brand .muted {
    display: block;
    font-size: 0.875em;
  }
  .page > .sign-in,
  .page > .advice,
  .page > .role,
  .page > .wait,
  .page > .leaving {
    justify-self: center;
    inline-size: min(100%, 32em);
    margin-block: 1em;
    padding: 2em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .page > .role {
    inline-size: min(100%, 48em);
  }
  .page .heading {
    font-size: 1.75em;
  }
  @media (max-width: 30em) {
    .panel,
    .page > .view:not(.home) {
      padding: 1.25em;
    }
  }
`;

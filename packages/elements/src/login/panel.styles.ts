import { css } from 'lit';

export const panelStyles = css`
  dialog.panel {
    position: absolute;
    z-index: 1000;
    inset: calc(100% + 0.5em) auto auto 0;
    inline-size: min(var(--epos-panel, 26em), 100vw - 2em);
    max-block-size: min(80vh, 42em);
    margin: 0;
    --_close: 1.5em;
    overflow: auto;
    overscroll-behavior: contain;
  }
  dialog.panel.to-end {
    inset: calc(100% + 0.5em) 0 auto auto;
  }
  dialog.panel[open] {
    display: grid;
  }
  .close {
    position: sticky;
    z-index: 1;
    inset-block-start: -0.75em;
    justify-self: end;
    margin-block: -0.75em -2.25em;
    margin-inline-end: -0.75em;
    padding: 0;
    background: var(--_surface);
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
`;

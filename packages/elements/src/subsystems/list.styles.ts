import { css } from 'lit';

/** What a plain list of subsystems does without. */
export const listStyles = css`
  :host {
    --_warn: var(--epos-color-warn, var(--_t-warn, #8a4b00));
    --_warn-soft: var(--epos-color-warn-soft, var(--_t-warn-soft, #fdf1dc));
    --_bad-soft: var(--epos-color-bad-soft, var(--_t-bad-soft, #fdecea));
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
  .grow {
    flex: 1 1 12em;
  }
  .empty {
    display: grid;
    justify-items: start;
    gap: 1em;
    padding: 1.5em;
    border: 1px dashed var(--_muted);
    border-radius: var(--_radius-card);
  }
  .status {
    flex: 1 0 100%;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.375em;
    min-inline-size: 0;
    justify-items: start;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    padding: 0.125em 0.625em 0.125em 0.5em;
    border-radius: 1em;
    font-size: 0.8125em;
    font-weight: 600;
  }
  .pill svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .warn {
    background: var(--_warn-soft);
    color: var(--_warn);
  }
  .bad {
    background: var(--_bad-soft);
    color: var(--_bad);
  }
  .calm {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  @media (forced-colors: active) {
    .pill {
      border: 1px solid;
    }
  }
`;

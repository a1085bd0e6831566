import { css } from 'lit';

export const menuStyles = css`
  .menu {
    position: absolute;
    z-index: 1000;
    inset: calc(100% + 0.375em) 0 auto auto;
    /* As wide as the name, unless that is longer than anybody's. */
    min-inline-size: min(100%, 24em);
    inline-size: max-content;
    max-inline-size: 100%;
    padding: 0.375em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .label {
    padding: 0.375em 0.75em;
  }
  .item {
    display: flex;
    align-items: center;
    gap: 0.75em;
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: 0.375em 0.75em;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .item:hover {
    background: var(--_accent-soft);
  }
  .item:focus-visible {
    outline-offset: -2px;
  }
  .item[aria-checked='true'] {
    color: var(--_accent);
    font-weight: 600;
  }
  .grow {
    flex: 1;
  }
  .item .grow {
    min-inline-size: 0;
    overflow-wrap: break-word;
  }
  .line {
    margin: 0.375em 0.75em;
    border-block-start: 1px solid var(--_line);
  }
  .inline {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 0.75em;
  }
  .inline .name,
  .inline .muted {
    display: block;
  }
  .choices {
    flex: 1 0 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .choice {
    flex: 1;
    min-inline-size: min-content;
    padding-inline: 0.75em;
  }
  .choice[aria-pressed='true'] {
    border-color: var(--_accent);
    /* A bar at the foot: what is chosen is told by more than a colour (WCAG 1.4.1). */
    background: linear-gradient(var(--_accent) 0 0) bottom / 100% 0.1875em no-repeat var(--_accent-soft);
    color: var(--_accent);
  }
  @media (forced-colors: active) {
    .choice[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

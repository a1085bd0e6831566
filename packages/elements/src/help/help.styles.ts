import { css } from 'lit';

export const helpStyles = css`
  .tabs,
  .ages {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .ages {
    max-inline-size: 26em;
  }
  .ages .small {
    flex: 1 0 100%;
  }
  .tab,
  .age {
    flex: 1 1 10.5em;
    /* Of «для обучающихся», as long as there is room for it. */
    min-inline-size: min(10.5em, 100%);
    padding-inline: 0.75em;
  }
  .tab[aria-selected='true'],
  .age[aria-pressed='true'] {
    border-color: var(--_accent);
    /* A bar at the foot: what is chosen is told by more than a colour (WCAG 1.4.1). */
    background: linear-gradient(var(--_accent) 0 0) bottom / 100% 0.1875em no-repeat var(--_accent-soft);
    color: var(--_accent);
  }
  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
  }
  .topic {
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
  .toggle {
    display: flex;
    align-items: center;
    gap: 0.75em;
    inline-size: 100%;
    min-block-size: calc(var(--_target) + 0.5em);
    padding: 0.5em 1em;
    border: 0;
    border-radius: var(--_radius-card);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    text-align: start;
    cursor: pointer;
  }
  .toggle span {
    flex: 1;
    min-inline-size: 0;
  }
  .toggle:hover {
    color: var(--_accent);
  }
  .toggle svg {
    color: var(--_accent);
    transition: transform 0.15s;
  }
  .toggle[aria-expanded='true'] svg {
    transform: rotate(180deg);
  }
  .steps {
    display: none;
    grid-template-columns: minmax(0, 1fr);
    gap: 1em;
    padding: 0.25em 1em 1.125em;
  }
  /* Before the script nothing would open it. */
  .open .steps,
  :host(:not(:defined)) .steps {
    display: grid;
  }
  ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
    /* The end of a longer line would be far from the beginning of the next. */
    max-inline-size: 46em;
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: step;
  }
  ol > li {
    position: relative;
    padding-inline-start: 2.5em;
    padding-block-start: 0.175em;
    counter-increment: step;
  }
  ol > li::before {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    display: grid;
    place-items: center;
    inline-size: 1.75em;
    block-size: 1.75em;
    border-radius: 50%;
    background: var(--_accent-soft);
    color: var(--_accent);
    content: counter(step);
    font-weight: 700;
  }
  ul {
    list-style: disc;
    margin: 0.375em 0 0;
    padding-inline-start: 1.25em;
  }
  /* Another try stands apart from why. */
  .note {
    row-gap: 0.75em;
  }
  .notice,
  .more {
    margin-block-start: 0.625em;
  }
  .notice {
    flex-wrap: nowrap;
    align-items: flex-start;
    font-weight: 600;
  }
  .notice svg {
    margin-block-start: 0.075em;
    color: var(--_accent);
  }
  .questions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1.25em;
  }
  .questions a {
    display: inline-block;
    padding-block: calc((var(--_target) - 1.25em) / 2);
  }
  @media (forced-colors: active) {
    .tab[aria-selected='true'],
    .age[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    ol > li::before {
      border: 1px solid;
    }
  }
  @media print {
    .steps {
      display: grid;
    }
    .ages,
    .toggle svg,
    .tab[aria-selected='false'] {
      display: none;
    }
    .topic {
      border: 0;
    }
    .toggle,
    .steps {
      padding-inline: 0;
    }
    .toggle {
      break-after: avoid;
    }
    li {
      break-inside: avoid;
    }
  }
`;

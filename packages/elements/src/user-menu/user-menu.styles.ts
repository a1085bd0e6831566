import { css } from 'lit';

export const userMenuStyles = css`
  .anchor {
    position: relative;
    inline-size: fit-content;
    max-inline-size: 100%;
  }
  .anchor > [role='alert'] {
    margin-block-start: 0.5em;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 0.625em;
    font-weight: 400;
    text-align: start;
  }
  button.who {
    max-inline-size: 100%;
    padding: 0.25em 0.75em 0.25em 0.375em;
    padding-inline: 0.375em 0.75em;
  }
  .initials {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.25em;
    block-size: 2.25em;
    border-radius: 50%;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-size: 0.9375em;
    font-weight: 700;
  }
  .names {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-inline-size: 0;
    line-height: 1.25;
    overflow-wrap: break-word;
  }
  /* Longer than anybody is called, even where text is spaced (WCAG 1.4.12). */
  .name {
    display: -webkit-box;
    overflow: hidden;
    font-weight: 600;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
  }
`;

import { css, html, nothing, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { ruIdle, type IdleTexts } from '../texts/ru.idle.ts';
import { signOutAtIn } from './source.ts';

/** The warning of an `<epos-context>`, an element so that the page's own content keeps its looks. */
export class EposIdle extends ViewElement<IdleTexts> {
  static override styles = [
    ...super.styles,
    css`
      .idle {
        position: fixed;
        z-index: 1000;
        inset-block-end: 0.5em;
        inset-inline: 0.5em;
        max-inline-size: 40em;
        margin-inline: auto;
        box-shadow: var(--_shadow);
      }
      /* Its words begin where those before it do, beside them or below. */
      .button {
        margin-inline-start: -0.75em;
      }
    `,
  ];

  protected readonly russian = ruIdle;

  /** An alert, so that it is heard at once: there is a minute to answer it. */
  protected override render(): TemplateResult | typeof nothing {
    if (signOutAtIn(this.state) === undefined) return nothing;
    return html`<div class="note idle" role="alert" lang=${this.language}>
      ${this.words.idle}
      <button class="button plain" part="action" type="button" @click=${() => this.source?.stay()}>
        ${this.words.stay}
      </button>
    </div>`;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { Journey, type JourneyAccess } from './journey.ts';
import type { EposLogin } from './login.ts';
import { pageStyles } from './page.styles.ts';

/** The journey over a whole page: the name of the system above, the tiles as wide as they like. */
export class PageJourney extends Journey {
  constructor(host: EposLogin, access: JourneyAccess) {
    super(host, access, [pageStyles]);
  }

  override get level(): number {
    return Math.min(this.host.headingLevel + 1, 6);
  }

  override render(): TemplateResult {
    return html`<div class="page" part="panel">
      <div class="masthead">
        <slot name="logo"><span class="mark" aria-hidden="true">Э</span></slot>
        <div class="brand" role="heading" aria-level=${this.host.headingLevel} lang="ru">
          <span class="name">ЭПОС</span> <span class="muted">${this.words.system}</span>
        </div>
        ${this.view === 'home' ? this.renderMenu(false) : nothing}
      </div>
      ${this.renderContent()}
    </div>`;
  }

  override renderGreeting(): undefined {
    return undefined;
  }
}

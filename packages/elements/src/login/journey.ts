import type { EposState } from '@epos-login/core';
import { html, nothing, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import '../define/epos-providers.ts';
import { moreSheets } from '../styles/more-sheets.ts';
import type { Language } from '../texts/first.ts';
import { ruSignIn, type SignInTexts } from '../texts/ru.sign-in.ts';
import { loadWords, wordsIn } from '../texts/texts.ts';
import { journeyStyles } from './journey.styles.ts';
import type { EposLogin } from './login.ts';
import { loadView, viewOf, type View } from './views.ts';

/** What `<epos-login>` lets its journey see and do. */
export interface JourneyAccess {
  readonly state: EposState;
  readonly language: Language;
  rebuild(): void;
  adopt(...sheets: readonly CSSResult[]): void;
}

/**
 * What stands in `<epos-login>`, or behind its button: the view that fits the state, and where the focus goes when the
 * view changes. A file of its own, so that a page with a button loads it only when somebody wants in.
 */
export class Journey implements ReactiveController {
  protected readonly host: EposLogin;
  protected readonly access: JourneyAccess;
  protected view: View = 'wait';
  #language: Language | undefined;
  /** Whether the focus was in the view that is about to be replaced. */
  #focusInside = false;

  constructor(host: EposLogin, access: JourneyAccess, sheets: readonly CSSResult[] = []) {
    this.host = host;
    this.access = access;
    access.adopt(...moreSheets, journeyStyles, ...sheets);
  }

  /** The level of the view's heading. */
  protected get level(): number {
    return this.host.headingLevel;
  }

  protected get words(): SignInTexts {
    return { ...wordsIn(this.access.language, ruSignIn), ...this.host.texts };
  }

  /** Moves the focus to the heading of the view, when the view is there. */
  focus(): void {
    const view = this.find('.view');
    // The container first: a view that has to load must not leave the focus to the page's beginning meanwhile.
    view?.focus();
    const child = view?.querySelector<HTMLElement>('[data-main]');
    if (child) void this.#focusInto(child);
    else view?.querySelector<HTMLElement>('.heading')?.focus();
  }

  render(): TemplateResult {
    return html`<div class="panel" part="panel">${this.renderContent()}</div>`;
  }

  hostUpdate(): void {
    const { language } = this.access;
    if (this.#language !== language) {
      this.#language = language;
      void loadWords(language).then(() => {
        this.host.requestUpdate();
      });
    }
    const view = viewOf(this.access.state);
    if (view === this.view) return;
    this.#focusInside = !!this.host.shadowRoot?.activeElement?.closest('.view');
    this.view = view;
  }

  hostUpdated(): void {
    if (this.#focusInside) this.focus();
    this.#focusInside = false;
  }

  protected find(selector: string): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>(selector);
  }

  async #focusInto(child: HTMLElement & { focusHeading?(): Promise<void> }): Promise<void> {
    await customElements.whenDefined(child.localName);
    // Whoever has moved on while the view was loading is not called back.
    if (this.host.shadowRoot?.activeElement?.closest('.view')) await child.focusHeading?.();
  }

  readonly #onRetry = (event: Event): void => {
    // Nothing was built yet that could be asked again.
    event.preventDefault();
    this.access.rebuild();
  };

  protected renderContent(): TemplateResult {
    loadView(this.view);
    const { words, view } = this;
    const { state } = this.access;
    // Only what no element inside says by itself.
    const news = state.kind === 'restoring' ? words.restoring : view === 'leaving' ? words.signingOut : nothing;
    return html`<div class="view ${view}" lang=${this.access.language} tabindex="-1">${this.#renderView()}</div>
      <div class="heard" role="status">${news}</div>`;
  }

  protected renderMenu(inline: boolean): TemplateResult {
    return html`<epos-user-menu ?inline=${inline} exportparts="action" .texts=${this.host.texts}></epos-user-menu>`;
  }

  /** What greets the person above the tiles. */
  protected renderGreeting(heading: TemplateResult): TemplateResult {
    return html`${heading}${this.renderMenu(true)}`;
  }

  #renderView(): TemplateResult {
    const { texts, category, returnTo, providers } = this.host;
    const { state } = this.access;
    switch (this.view) {
      case 'wait':
      case 'leaving':
        return html`<div class="wait">
          <span class="spinner"></span>${this.view === 'leaving' ? this.words.signingOut : this.words.restoring}
        </div>`;
      case 'sign-in':
        return html`<epos-providers
          data-main
          exportparts="heading, provider"
          providers=${providers ?? nothing}
          heading-level=${this.level}
          .returnTo=${returnTo}
          .texts=${texts}
        ></epos-providers>`;
      case 'role':
        return html`<epos-role-picker
          data-main
          exportparts="heading, category, action"
          category=${category ?? nothing}
          heading-level=${this.level}
          .texts=${texts}
        ></epos-role-picker>`;
      case 'advice':
        return html`<epos-advice
          data-main
          exportparts="heading, action"
          category=${category ?? nothing}
          heading-level=${this.level}
          .error=${state.kind === 'failed' ? state.error : undefined}
          .returnTo=${returnTo}
          .texts=${texts}
          @epos-retry=${this.#onRetry}
        ></epos-advice>`;
      case 'home':
        return html`${this.#renderHello()}
          <epos-subsystems
            exportparts="tile, action"
            heading-level=${Math.min(this.level + 1, 6)}
            .texts=${texts}
          ></epos-subsystems>`;
    }
  }

  #renderHello(): TemplateResult {
    const { state } = this.access;
    const person = 'person' in state ? state.person : undefined;
    const name = [person?.given_name, person?.middle_name].filter(Boolean).join(' ');
    return this.renderGreeting(
      html`<div class="heading" part="heading" role="heading" aria-level=${this.level} tabindex="-1">
        ${this.words.hello(name)}
      </div>`,
    );
  }
}

import type { Epos, EposState } from '@epos-login/core';
import { html, nothing, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import { defineInside } from '../base/define-inside.ts';
import { ViewElement } from '../base/view-element.ts';
import { wasHere } from '../subsystems/place.ts';
import { moreSheets } from '../styles/more-sheets.ts';
import type { Language } from '../texts/first.ts';
import { ruJourney, type JourneyTexts } from '../texts/ru.journey.ts';
import { loadWords, wordsIn } from '../texts/texts.ts';
import { journeyStyles } from './journey.styles.ts';
import type { EposLogin } from './login.ts';
import type * as User from './user.ts';
import { loaders, viewOf, type Part, type View } from './views.ts';

/** What `<epos-login>` lets its journey see and do. */
export interface JourneyAccess {
  readonly state: EposState;
  readonly source: Epos | undefined;
  readonly language: Language;
  rebuild(): void;
  adopt(...sheets: readonly CSSResult[]): void;
}

/**
 * What stands in `<epos-login>`, or behind its button: the view that fits the state, and where the focus goes when the
 * view changes. A file of its own, so that a page with a button loads it only when somebody wants in.
 */
export class Journey implements ReactiveController {
  readonly host: EposLogin;
  readonly access: JourneyAccess;
  protected view: View = 'wait';
  readonly #parts: Partial<Record<View, Part>> = {};
  #language: Language | undefined;
  #user: typeof User | undefined;
  /** Whether the focus was in the view that is about to be replaced. */
  #focusInside = false;

  constructor(host: EposLogin, access: JourneyAccess, sheets: readonly CSSResult[] = []) {
    this.host = host;
    this.access = access;
    access.adopt(...moreSheets, journeyStyles, ...sheets);
    if (wasHere()) void this.#load('home');
  }

  /** The level of the view's heading. */
  get level(): number {
    return this.host.headingLevel;
  }

  get words(): JourneyTexts {
    return { ...wordsIn(this.access.language, ruJourney), ...this.host.texts };
  }

  /** Moves the focus to the heading of the view. */
  focus(): void {
    const view = this.find('.view');
    // The container first: a view that has to load must not leave the focus to the page's beginning meanwhile.
    view?.focus();
    view?.querySelector<HTMLElement>('.heading')?.focus();
    const main = view?.querySelector('[data-main]');
    if (main instanceof ViewElement) void main.focusHeading();
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
    this.#focusInside = this.hasFocusIn('.view');
    this.view = view;
  }

  hostUpdated(): void {
    if (this.#focusInside) this.focus();
    this.#focusInside = false;
  }

  /** Asked before a drawing: what had the focus may be gone after it. A form that is slotted counts too. */
  protected hasFocusIn(selector: string): boolean {
    const { host } = this;
    return !!(host.shadowRoot?.activeElement?.closest(selector) ?? host.querySelector(':focus'));
  }

  protected find(selector: string): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>(selector);
  }

  /** Brings what a view is drawn by. Without a network nothing comes; the next state or click tries again. */
  async #load(view: View): Promise<void> {
    const { host } = this;
    // What stands above the tiles comes with them, so that nothing shifts.
    const user = view === 'home' && this.renderGreeting() && this.loadUser();
    const part = await loaders[view]?.().catch(() => undefined);
    await user;
    if (!part || this.#parts[view]) return;
    await defineInside(host, part.elements);
    this.#parts[view] = part;
    host.requestUpdate();
    await host.updateComplete;
    // Whoever has moved on while the view was loading is not called back.
    if (this.view === view && host.shadowRoot?.activeElement?.closest('.view')) this.focus();
  }

  protected renderContent(): TemplateResult {
    const { words, view } = this;
    const { language } = this.access;
    if (!this.#parts[view]) void this.#load(view);
    const waitsFor = view === 'wait' ? words.restoring : view === 'leaving' ? words.signingOut : '';
    const content = html`<div class="view ${view}" lang=${language} tabindex="-1">
      ${this.#parts[view]?.render(this) ?? html`<div class="wait"><span class="spinner"></span>${waitsFor}</div>`}
    </div>`;
    // A list of one, so that Lit draws the next view anew: the same element elsewhere would be a shift to the browser.
    return html`${view === 'wait' ? [content] : content} ${this.#renderIdle()}
      <div class="heard" role="status">${waitsFor}</div>`;
  }

  /** The warning before an untouched shared computer is left. */
  #renderIdle(): unknown {
    const { state } = this.access;
    if (!('signOutAt' in state) || !state.signOutAt) return nothing;
    void this.loadUser();
    return this.#user?.renderIdle(this);
  }

  /** Brings what has to do with the person. Without a network nothing comes; the next state tries again. */
  async loadUser(): Promise<void> {
    const user = this.#user ?? (await import('./user.ts').catch(() => undefined));
    if (!user || this.#user) return;
    if (this.renderGreeting()) await user.loadMenu();
    await defineInside(this.host, user.elements);
    this.#user = user;
    this.host.requestUpdate();
  }

  protected renderMenu(inline: boolean): TemplateResult {
    return html`<epos-user-menu
      ?inline=${inline}
      ?greeted=${inline}
      exportparts="action"
      .texts=${this.host.texts}
    ></epos-user-menu>`;
  }

  /** What stands between the greeting and the tiles. */
  renderGreeting(): TemplateResult | undefined {
    return this.renderMenu(true);
  }
}

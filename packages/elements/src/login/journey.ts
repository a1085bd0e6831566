import type { Epos, EposState } from '@epos-login/core';
import { html, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
/**
 * `<epos-login>` is there by then. That the journey says so, and that all else it loads says so of the journey, puts the
 * whole of what stands before the first click into one chunk, Lit included: apart it would travel less well compressed.
 */
import './login.ts';
import type { ViewElement } from '../base/view-element.ts';
import { basicSheets } from '../styles/basic-sheets.ts';
import { wasHere } from '../subsystems/place.ts';
import type { Language } from '../texts/first.ts';
import { ruJourney } from '../texts/ru.journey.ts';
import { loadWords, wordsIn } from '../texts/texts.ts';
import { journeyStyles } from './journey.styles.ts';
import type { EposLogin } from './login.ts';
import { pageStyles } from './page.styles.ts';
import type { renderIdle } from './user.ts';
import { loaders, loadUser, type Part, type View } from './views.ts';

/** What `<epos-login>` lets its journey see and do. */
export interface JourneyAccess {
  readonly state: EposState;
  readonly source: Epos | undefined;
  readonly language: Language;
  /** Whether a file has not come that is needed to go on. */
  readonly isLost: boolean;
  lose(): void;
  /** What stands there as long as nothing comes. */
  renderWait(): TemplateResult;
  rebuild(): void;
  adopt(...sheets: readonly CSSResult[]): void;
}

/**
 * What stands in `<epos-login>`, or behind its button: the view that fits the state, and where the focus goes when the
 * view changes. All that a page loads for this before anybody is known, with `sign-in.ts`: what only a person sees who
 * is signed in comes with the other parts.
 */
export class Journey implements ReactiveController {
  readonly host: EposLogin;
  readonly access: JourneyAccess;
  /** Whether it stands over a whole page: the name of the system above, the tiles as wide as they like. */
  readonly #isPage: boolean;
  /** Draws the warning before an untouched shared computer is left, once it has been loaded. */
  renderIdle: typeof renderIdle | undefined;
  readonly #parts: Partial<Record<View, Part>> = {};
  /** The language that is drawn: its words are here. */
  #language: Language | undefined;
  #wanted: Language | undefined;
  /** Whether the focus was in the view that is about to be replaced. */
  #focusInside = false;
  /** Whether the live region has stood there long enough for readers to know it: only then it speaks. */
  #isHeard = false;
  /** What is drawn, and what was before. */
  #drawn: View | undefined;
  #before: View | undefined;

  constructor(host: EposLogin, access: JourneyAccess) {
    this.host = host;
    this.access = access;
    this.#isPage = host.layout === 'page';
    access.adopt(...basicSheets, journeyStyles, ...(this.#isPage ? [pageStyles] : []));
    if (wasHere()) void this.#load('ready');
  }

  /** The level of the view's heading. */
  get level(): number {
    return Math.min(this.host.headingLevel + Number(this.#isPage), 6);
  }

  /** A pack in the language that is drawn, with the page's own words in place. */
  wordsOf<Pack extends object>(russian: Pack): Pack {
    return { ...wordsIn(this.#language ?? '', russian), ...this.host.texts };
  }

  /** Moves the focus to the heading of the view. */
  focus(): void {
    const view = this.find('.view');
    // The container first: a view that has to load must not leave the focus to the page's beginning meanwhile.
    view?.focus();
    view?.querySelector<HTMLElement>('.heading')?.focus();
    void view?.querySelector<HTMLElement & Partial<ViewElement<object>>>('[data-main]')?.focusHeading?.();
  }

  /** Nothing is drawn in a wrong language: drawing waits until the words are here. */
  render(): TemplateResult | undefined {
    return this.#language === undefined ? undefined : this.renderLayout();
  }

  protected renderLayout(): TemplateResult {
    const content = this.renderContent();
    if (!this.#isPage) return html`<div class="panel" part="panel">${content}</div>`;
    return html`<div class="page" part="panel">
      <div class="masthead">
        <slot name="logo"><span class="mark" aria-hidden="true">Э</span></slot>
        <div class="brand" role="heading" aria-level=${this.host.headingLevel} lang="ru">
          <span class="name">ЭПОС</span> <span class="system">${this.wordsOf(ruJourney).system}</span>
        </div>
        ${this.#part?.renderName?.(this)}
      </div>
      ${content}
    </div>`;
  }

  hostUpdate(): void {
    const { language } = this.access;
    this.#focusInside = this.hasFocusIn('.view');
    if (this.#wanted === language) return;
    this.#wanted = language;
    void loadWords(language).then(() => {
      if (this.#wanted === language) this.#language = language;
      this.host.requestUpdate();
    });
  }

  hostUpdated(): void {
    if (this.#focusInside && (this.#drawn !== this.#before || !this.hasFocusIn('.view'))) this.focus();
    this.#before = this.#drawn;
    if (this.#isHeard || !this.find('.heard[role=status]')) return;
    this.#isHeard = true;
    setTimeout(() => {
      this.host.requestUpdate();
    }, 100);
  }

  /** Asked before a drawing: what had the focus may be gone after it. A form that is slotted counts too. */
  protected hasFocusIn(selector: string): boolean {
    const { host } = this;
    return !!(host.shadowRoot?.activeElement?.closest(selector) ?? host.querySelector(':focus'));
  }

  protected find(selector: string): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>(selector);
  }

  get #view(): View {
    const { state } = this.access;
    // The choice of provider stays in sight, so nothing jumps while leaving.
    return state.kind === 'redirecting' && state.to === 'sign-in' ? 'signed-out' : state.kind;
  }

  get #part(): Part | undefined {
    return this.#parts[this.#view];
  }

  /** Brings what a view is drawn by. Without a network nothing comes: the next state or press tries again. */
  async #load(view: View): Promise<void> {
    // What stands above the tiles comes with them, so that nothing shifts; in a page the masthead keeps its place.
    if (view === 'ready' && !this.#isPage) void loadUser(this);
    try {
      const part = await loaders[view]?.();
      await part?.prepare(this);
      if (!part || this.#parts[view]) return;
      this.#parts[view] = part;
      this.host.requestUpdate();
    } catch {
      if (view === this.#view) this.access.lose();
    }
  }

  protected renderContent(): TemplateResult {
    const view = this.#view;
    const part = this.#part;
    const { isLost } = this.access;
    if (!part && !isLost) void this.#load(view);
    if ('signOutAt' in this.access.state) void loadUser(this);
    const drawn = isLost ? undefined : part?.render(this);
    this.#drawn = drawn && view;
    const words = this.wordsOf(ruJourney);
    const waitsFor = isLost
      ? ''
      : view === 'restoring'
        ? words.restoring
        : view === 'redirecting'
          ? words.signingOut
          : '';
    const content = html`<div class="view ${this.#drawn}" lang=${this.#language} tabindex="-1">
      ${
        isLost
          ? this.access.renderWait()
          : (drawn ?? html`<div class="wait"><span class="spinner"></span>${waitsFor}</div>`)
      }
    </div>`;
    // In lists of one, so that Lit draws each anew: the same element elsewhere would be a shift to the browser.
    const anew = drawn ? content : view === 'restoring' ? [content] : [[content]];
    return html`${anew} ${this.renderIdle?.(this)}
      <div class="heard" role="status">${this.#isHeard ? waitsFor || part?.heard?.(this) : ''}</div>`;
  }
}

/** As in `journey.ts`. */
import './login.ts';
import { html, type ReactiveController, type TemplateResult } from 'lit';
import { announcement, renderChoice } from '../providers/choice.ts';
import { providersStyles } from '../providers/providers.styles.ts';
import { basicSheets } from '../styles/basic-sheets.ts';
import { first, ruFirst } from '../texts/first.ts';
import { ruChoice } from '../texts/ru.choice.ts';
import { ruJourney } from '../texts/ru.journey.ts';
import type { Journey, JourneyAccess } from './journey.ts';
import { journeyStyles } from './journey.styles.ts';
import type { EposLogin } from './login.ts';
import { pageStyles } from './page.styles.ts';

/**
 * What most people see of a card or a page before they sign in: the choice of provider, in Russian, and no more. It has
 * copies of all it stands on (`tsup.config.ts`), so that it comes in one small file over a slow line. Whatever else is to
 * be seen is the journey's, which takes over from then on.
 */
export class FirstView implements ReactiveController {
  readonly #host: EposLogin;
  readonly #access: JourneyAccess;
  readonly #isPage: boolean;
  #journey: Journey | undefined;
  /** Whether the journey draws. */
  #isOver = false;
  #hadFocus = false;
  #isHeard = false;

  constructor(host: EposLogin, access: JourneyAccess) {
    this.#host = host;
    this.#access = access;
    this.#isPage = host.layout === 'page';
    access.adopt(...basicSheets, journeyStyles, pageStyles, providersStyles);
  }

  focus(): void {
    this.#find('.view')?.focus();
    this.#find('.view .heading')?.focus();
    this.#journey?.focus();
  }

  /** It stays in sight until the journey has something to draw. */
  render(): TemplateResult {
    const drawn = this.#journey?.render();
    this.#isOver = !!drawn;
    return drawn ?? this.#render();
  }

  hostUpdate(): void {
    this.#hadFocus = !!this.#find('.view:focus-within');
    this.#journey?.hostUpdate();
  }

  hostUpdated(): void {
    if (this.#isOver) {
      this.#journey?.hostUpdated();
      return;
    }
    if (this.#hadFocus && !this.#find('.view:focus-within')) this.focus();
    if (this.#isHeard) return;
    // Readers have to know the live region before it speaks.
    this.#isHeard = true;
    setTimeout(() => {
      this.#host.requestUpdate();
    }, 100);
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }

  /** Whether the choice is all that is to be seen. It stays in sight while leaving, so that nothing jumps. */
  get #chooses(): boolean {
    const { state } = this.#access;
    if (state.kind === 'redirecting') return state.to === 'sign-in';
    return state.kind === 'signed-out' && /never|unknown/.test(state.reason);
  }

  #render(): TemplateResult {
    const host = this.#host;
    const access = this.#access;
    const { state, isLost } = access;
    const words = { ...ruJourney, ...ruChoice, ...host.texts };
    // A page may have taught the elements other Russian words.
    const isOurs = first[access.language] === ruFirst && !isLost && !host.querySelector(':scope > [slot=registration]');
    const waits = isOurs && state.kind === 'restoring';
    const chooses = isOurs && this.#chooses;
    if (!waits && !chooses && !isLost) void this.#handOver();
    const said = waits ? words.restoring : chooses ? announcement(state, words) : '';
    const level = Math.min(host.headingLevel + Number(this.#isPage), 6);
    const content = html`<div class="view" lang="ru" tabindex="-1">
      ${
        chooses
          ? html`<div class="root">${renderChoice(host, access, words, level)}</div>`
          : isLost
            ? access.renderWait()
            : html`<div class="wait"><span class="spinner"></span>${said}</div>`
      }
    </div>`;
    // In lists of one, so that Lit draws each anew: the same element elsewhere would be a shift to the browser.
    const all = html`${chooses ? content : waits ? [content] : [[content]]}
      <div class="heard" role="status">${this.#isHeard ? said : ''}</div>`;
    if (!this.#isPage) return html`<div class="panel" part="panel">${all}</div>`;
    return html`<div class="page" part="panel">
      <div class="masthead">
        <slot name="logo"><span class="mark" aria-hidden="true">Э</span></slot>
        <div class="brand" role="heading" aria-level=${host.headingLevel} lang="ru">
          <span class="name">ЭПОС</span> <span class="system">${words.system}</span>
        </div>
      </div>
      ${all}
    </div>`;
  }

  async #handOver(): Promise<void> {
    // It draws as soon as its words are here.
    if (this.#journey) return;
    try {
      // At the same time, not one after the other: who comes back from the first sign-in waits for both.
      if (this.#access.state.kind === 'ready') void import('./home.ts').catch(() => undefined);
      const { Journey } = await import('./journey.ts');
      this.#journey ??= new Journey(this.#host, this.#access);
      this.#host.requestUpdate();
    } catch {
      this.#access.lose();
    }
  }
}

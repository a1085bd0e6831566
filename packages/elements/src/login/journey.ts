import type { Epos, EposState } from '@epos-login/core';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { icon } from '../styles/icons.ts';
import { viewTokens } from '../styles/tokens.ts';
import { viewStyles } from '../styles/view.styles.ts';
import { loadTexts, textsOf, type Language, type Texts } from '../texts/texts.ts';
import { journeyStyles } from './journey.styles.ts';
import type { EposLogin } from './login.ts';
import { loadView, viewOf, type View } from './views.ts';

/** What `<epos-login>` lets its journey see and do. */
export interface JourneyAccess {
  state(): EposState;
  source(): Epos | undefined;
  language(): Language;
  rebuild(): void;
}

/** Below this width the panel is a sheet over the whole page. */
const narrow = '(max-width: 40em)';

/**
 * What stands behind the button of `<epos-login>`, or in place of it: the view that fits the state, the panel around it,
 * and where the focus goes. A file of its own, so that a page loads it only when somebody wants in.
 */
export class Journey implements ReactiveController {
  readonly #host: EposLogin;
  readonly #access: JourneyAccess;
  #view: View = 'wait';
  /** Whether the focus was in the view that is about to be replaced. */
  #focusInside = false;
  #wasOpen = false;

  constructor(host: EposLogin, access: JourneyAccess) {
    this.#host = host;
    this.#access = access;
    const root = host.shadowRoot;
    if (root) {
      const sheets = [viewTokens, viewStyles, journeyStyles].map(({ styleSheet }) => styleSheet);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets.filter((sheet) => sheet !== undefined)];
    }
    host.addController(this);
  }

  /** Moves the focus to the heading of the view, when the view is there. */
  focus(): void {
    const view = this.#find('.view');
    // The container first: a view that has to load must not leave the focus to the page's beginning meanwhile.
    view?.focus();
    const own = this.#find('.view > .heading');
    if (own) own.focus();
    else void this.#focusChild(view?.querySelector<HTMLElement>('[data-main]'));
  }

  /** The view in the open: layouts `panel` and `page`. */
  render(): TemplateResult {
    return html`<div class=${this.#host.layout} part="panel">${this.#renderContent()}</div>`;
  }

  /** The view in the panel that the button opens. */
  renderPanel(): TemplateResult {
    const words = this.#words();
    return html`<dialog
      class="panel"
      part="panel"
      aria-label=${words.signInHeading}
      @close=${this.#onClose}
      @keydown=${this.#onKeydown}
      @focusout=${this.#onFocusout}
    >
      <button class="button plain close" type="button" aria-label=${words.close} @click=${this.#onCloseClick}>
        ${icon('close')}
      </button>
      ${this.#host.open ? this.#renderContent() : nothing}
    </dialog>`;
  }

  hostUpdate(): void {
    const view = viewOf(this.#access.state());
    if (view !== this.#view) {
      this.#focusInside = !!this.#host.shadowRoot?.activeElement?.closest('.view');
      this.#view = view;
    }
    if (this.#host.open || this.#host.layout !== 'button') loadView(view);
  }

  hostUpdated(): void {
    this.#syncPanel();
    if (this.#focusInside) this.focus();
    this.#focusInside = false;
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#onPointerdown);
  }

  hostConnected(): void {
    if (this.#host.open) document.addEventListener('pointerdown', this.#onPointerdown);
  }

  #words(): Texts {
    const language = this.#access.language();
    const words = textsOf(language);
    if (!words) {
      void loadTexts(language).then(() => {
        this.#host.requestUpdate();
      });
    }
    return { ...(words ?? (textsOf('ru') as Texts)), ...this.#host.texts };
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }

  async #focusChild(child: HTMLElement | null | undefined): Promise<void> {
    if (!child) return;
    await customElements.whenDefined(child.localName);
    const { activeElement } = this.#host.shadowRoot ?? document;
    // Whoever has moved on while the view was loading is not called back.
    if (child.isConnected && activeElement?.closest('.view'))
      await (child as { focusHeading?(): Promise<void> }).focusHeading?.();
  }

  /** Opens or closes the dialog as the property says. A detached dialog has left the top layer and is shown again. */
  #syncPanel(): void {
    const dialog = this.#find('dialog.panel') as HTMLDialogElement | null;
    if (!dialog) return;
    const { open } = this.#host;
    if (open && !dialog.open) {
      const { activeElement } = document;
      const mayFocus = !activeElement || activeElement === document.body || activeElement === this.#host;
      dialog.classList.toggle(
        'to-end',
        this.#host.getBoundingClientRect().left > document.documentElement.clientWidth / 2,
      );
      if (matchMedia(narrow).matches) dialog.showModal();
      else dialog.show();
      if (mayFocus) this.focus();
      else (activeElement as HTMLElement).focus();
      document.addEventListener('pointerdown', this.#onPointerdown);
    } else if (!open && dialog.open) {
      const within = !!dialog.querySelector(':focus') || this.#host.shadowRoot?.activeElement?.closest('dialog');
      dialog.close();
      if (within) this.#host.focus();
    }
    if (!open) document.removeEventListener('pointerdown', this.#onPointerdown);
    this.#wasOpen = open;
  }

  #close(): void {
    this.#host.open = false;
  }

  readonly #onCloseClick = (): void => {
    this.#close();
  };

  /** Esc in the modal form closes the dialog by itself. */
  readonly #onClose = (): void => {
    this.#close();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.#close();
  };

  /** Tabbing out of the non-modal panel closes it: nothing with the focus may lie hidden beneath it (WCAG 2.4.11). */
  readonly #onFocusout = (event: FocusEvent): void => {
    const to = event.relatedTarget as Node | null;
    if (to && !this.#host.contains(to) && !this.#host.shadowRoot?.contains(to)) this.#close();
  };

  readonly #onPointerdown = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this.#host)) this.#close();
  };

  #renderContent(): TemplateResult {
    const words = this.#words();
    return html`${this.#host.layout === 'page' ? this.#renderMasthead(words) : nothing}
      <div class="view ${this.#view}" tabindex="-1">${this.#renderView(words)}</div>
      <div class="heard" role="status">${this.#announcement(words)}</div>`;
  }

  /** Only what no element inside announces by itself. */
  #announcement(words: Texts): string {
    const state = this.#access.state();
    if (state.kind === 'restoring') return words.restoring;
    return state.kind === 'redirecting' && state.to === 'sign-out' ? words.signingOut : '';
  }

  #renderMasthead({ system }: Texts): TemplateResult {
    return html`<div class="masthead">
      <slot name="logo"><span class="mark" aria-hidden="true">Э</span></slot>
      <div class="brand" role="heading" aria-level=${this.#host.headingLevel}>
        <span class="name">ЭПОС</span> <span class="muted">${system}</span>
      </div>
      ${this.#view === 'home' ? this.#renderMenu(false) : nothing}
    </div>`;
  }

  #renderMenu(inline: boolean): TemplateResult {
    return html`<epos-user-menu
      ?inline=${inline}
      .epos=${this.#access.source()}
      .texts=${this.#host.texts}
    ></epos-user-menu>`;
  }

  #renderView(words: Texts): TemplateResult | typeof nothing {
    const { layout, texts, category, returnTo, headingLevel, providers } = this.#host;
    const level = layout === 'page' ? Math.min(headingLevel + 1, 6) : headingLevel;
    const epos = this.#access.source();
    const state = this.#access.state();
    switch (this.#view) {
      case 'wait':
        return html`<div class="wait" aria-hidden="true"><span class="spinner"></span></div>`;
      case 'leaving':
        return html`<div class="wait"><span class="spinner"></span>${words.signingOut}</div>`;
      case 'sign-in':
        return html`<epos-providers
          data-main
          exportparts="heading, provider"
          providers=${providers ?? nothing}
          heading-level=${level}
          .returnTo=${returnTo}
          .epos=${epos}
          .texts=${texts}
        ></epos-providers>`;
      case 'role':
        return html`<epos-role-picker
          data-main
          exportparts="heading, category, action"
          category=${category ?? nothing}
          heading-level=${level}
          .epos=${epos}
          .texts=${texts}
        ></epos-role-picker>`;
      case 'advice':
        return html`<epos-advice
          data-main
          exportparts="heading, action"
          category=${category ?? nothing}
          heading-level=${level}
          .error=${state.kind === 'failed' ? state.error : undefined}
          .returnTo=${returnTo}
          .epos=${epos}
          .texts=${texts}
          @epos-retry=${this.#onRetry}
        ></epos-advice>`;
      case 'home':
        return html`${this.#renderGreeting(words, level)}
          <epos-subsystems
            exportparts="tile, action"
            heading-level=${Math.min(level + 1, 6)}
            .returnTo=${returnTo}
            .epos=${epos}
            .texts=${texts}
          ></epos-subsystems>`;
    }
  }

  #renderGreeting(words: Texts, level: number): TemplateResult {
    const state = this.#access.state();
    const { given_name: given = '', middle_name: middle = '' } = 'person' in state && state.person ? state.person : {};
    const { layout } = this.#host;
    const heading = html`<div class="heading" part="heading" role="heading" aria-level=${level} tabindex="-1">
      ${words.hello(`${given} ${middle}`.trim())}
    </div>`;
    return layout === 'page' ? heading : html`${heading}${this.#renderMenu(true)}`;
  }

  readonly #onRetry = (): void => {
    this.#access.rebuild();
  };
}

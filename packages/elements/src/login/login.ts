import type { Category, Notes } from '@epos-login/core';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { EposSource, signOutAtIn } from '../context/source.ts';
import { renderButton, linkIn } from '../login-button/button.ts';
import { firstSheets } from '../styles/first-sheets.ts';
import { wasHere } from '../subsystems/place.ts';
import { first, type FirstTexts } from '../texts/first.ts';
import type { FirstView } from './first-view.ts';
import type { Journey, JourneyAccess } from './journey.ts';
import { loginStyles } from './login.styles.ts';

/** What a layout is drawn by. */
const load = async (layout: EposLogin['layout']) => {
  if (layout === 'button') return (await import('./panel.ts')).PanelJourney;
  // Who has not been here sees the choice of provider next, most likely.
  return wasHere() ? (await import('./journey.ts')).Journey : (await import('./first-view.ts')).FirstView;
};

/**
 * @summary The whole sign-in of ЭПОС: the button, the choice of provider, the role category, the permitted subsystems,
 * and advice when something fails.
 *
 * @attr {'grid' | 'list'} view - How the tiles stand, as in `<epos-subsystems>`.
 * @attr {'page' | 'focus' | 'off'} type-ahead - From where a search begins as one types, as in `<epos-subsystems>`.
 * @attr {'focus' | 'open' | ''} deep-link - What is done about `?system=<id>` in the page's address, as in
 * `<epos-subsystems>`.
 * @attr portal-page - The address of the portal in the instructions, as in `<epos-help>`.
 * @attr registration-page - The address at which employees register, as in `<epos-help>`.
 * @attr child-page - The address of the guide for children's accounts, as in `<epos-help>`.
 * @attr support-page - The address of «Написать в техподдержку», as in `<epos-help>`.
 * @attr families-page - The address of the portal for families, as in `<epos-help>`.
 *
 * @slot - A link to sign in by, for the time before JavaScript and for pages without it.
 * @slot icon - A picture in the button.
 * @slot logo - A logo beside the name of the system, in layout `page`.
 * @slot registration - An `<epos-registration>`, offered beside «Вход для сотрудников» and shown in place of the choice.
 *
 * @event {EposSignInEvent} epos-sign-in - Fires before the browser leaves for a provider. Can be cancelled.
 * @event {EposCategoryChangeEvent} epos-category-change - Fires before a role category is chosen. Can be cancelled.
 * @event {EposOpenEvent} epos-open - Fires before a subsystem is opened. Can be cancelled.
 * @event {EposSignOutEvent} epos-sign-out - Fires before the person is signed out. Can be cancelled.
 * @event {EposStateChangeEvent} epos-state-change - Fires when the journey has reached another state or category, and
 * when the warning before a sign-out comes or goes.
 * @event {EposErrorEvent} epos-error - Fires when something has failed.
 * @event {EposSearchEvent} epos-search - Fires when the list of subsystems has been searched.
 * @event {EposRegistrationOpenEvent} epos-registration-open - Fires when somebody wants the form of slot `registration`.
 *
 * @csspart button - The button of layout `button`, a link where one was given.
 * @csspart panel - The panel that the button opens, or the card of the other layouts.
 * @csspart heading - The heading of what is shown.
 * @csspart provider - A button that leads to a provider.
 * @csspart category - The card of a role category.
 * @csspart search - The field to search in.
 * @csspart tile - The tile of a subsystem.
 * @csspart favourite - The star of a tile.
 * @csspart menu - The menu behind the name.
 * @csspart tab - For whom the instructions are.
 * @csspart topic - One of the instructions.
 * @csspart action - A button below advice, «Продолжить» and the like.
 *
 * @cssproperty --epos-color-accent - Colour of buttons and links. The other tokens are in `styles/tokens.ts`.
 */
export class EposLogin extends EposSource {
  static override properties: PropertyDeclarations = {
    layout: { reflect: true },
    open: { type: Boolean, reflect: true },
    providers: {},
    category: {},
    returnTo: { attribute: 'return-to' },
    headingLevel: { attribute: 'heading-level', type: Number },
  };

  static override styles = [...firstSheets, loginStyles];

  /** Sets the form: a button that opens a panel (default), a card, or a whole page. */
  declare layout: 'button' | 'panel' | 'page';

  /** Sets whether the panel of layout `button` stands open. */
  declare open: boolean;

  /** Sets the providers on offer. Default: `esia rsaa`. */
  declare providers: string | undefined;

  /** Sets the role category the page is for: advice fits it, and it is offered first. */
  declare category: Category | undefined;

  /** Sets where to go on after signing in: an address of the page's own origin. Default: the present one. */
  declare returnTo: string | undefined;

  /** Sets the level of the heading, 1 to 6, to fit the page's outline. Default: 2. */
  declare headingLevel: number;

  /** Sets what keeps favourites and recents, as in `<epos-subsystems>`. Read when the tiles are drawn. */
  declare notes: Notes | null | undefined;

  /** Sets words that stand for one another in a search, as in `<epos-subsystems>`. Read when the tiles are drawn. */
  declare synonyms: readonly (readonly string[])[] | undefined;

  #hadFocus = false;
  #journey: Journey | FirstView | undefined;
  #loading: EposLogin['layout'] | undefined;

  constructor() {
    super();
    this.layout = 'button';
    this.open = false;
    this.headingLevel = 2;
  }

  /** Moves the focus to the button, or to the heading where there is none. */
  override focus(options?: FocusOptions): void {
    if (this.#layout === 'button') this.renderRoot.querySelector<HTMLElement>('.button')?.focus(options);
    else this.#journey?.focus();
  }

  protected override stateChanged(): void {
    super.stateChanged();
    // Another view may have its files.
    this.isLost &&= !this.#journey;
    // The panel opens by itself only for what a person coming back has to decide or to know.
    const { state } = this;
    const hasFailedOnReturn = state.kind === 'failed' && ['callback', 'sign-in'].includes(state.error.phase);
    if (state.kind === 'choosing-category' || hasFailedOnReturn || signOutAtIn(state)) this.open = true;
  }

  /** A layout that is not known is the button: better small than wrong. */
  get #layout(): EposLogin['layout'] {
    return /^pa(nel|ge)$/.test(this.layout) ? this.layout : 'button';
  }

  get #words(): FirstTexts {
    return { ...first[this.language], ...this.texts } as FirstTexts;
  }

  /** Not even the journey is here, which could tell what is wrong. */
  get #isStuck(): boolean {
    return this.isLost && !this.#journey;
  }

  /** What is loaded anew with the page cannot be had otherwise: see `#onRetry`. */
  get #retryLabel(): string {
    return this.#words[this.losses > 1 ? 'reload' : 'retry'];
  }

  /** What stands in the layout or behind its button, loaded when it is wanted. */
  readonly #load = (): void => {
    const layout = this.#layout;
    if (this.isLost || this.#loading === layout) return;
    this.#loading = layout;
    load(layout).then(
      (Layout) => {
        if (this.#loading !== layout) return;
        if (this.#journey) this.removeController(this.#journey);
        // What is protected from the page is not from the journey, which is the other half of this class.
        this.#journey = new Layout(this, this as unknown as JourneyAccess);
        this.addController(this.#journey);
        this.requestUpdate();
      },
      () => {
        this.#loading = undefined;
        this.lose();
      },
    );
  };

  readonly #onRetry = (): void => {
    // Firefox never fetches a module again that has not come, until the page is loaded anew (whatwg/html#6768).
    if (this.losses > 1) location.reload();
    this.retry();
  };

  readonly #onClick = (event: MouseEvent): void => {
    // Without a working sign-in the link does what links do; a new tab is the browser's affair.
    const isStuck = this.#isStuck;
    const inert = isStuck || (!this.source && this.state.kind !== 'failed');
    if (linkIn(this) && (inert || event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    if (isStuck) this.#onRetry();
    else this.ensure();
    if (this.state.kind !== 'redirecting') this.open = isStuck || !this.open;
  };

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.asServed) return;
    this.#hadFocus ||= linkIn(this) === document.activeElement;
    if (this.open || this.#layout !== 'button') this.#load();
  }

  protected override updated(): void {
    if (!this.#hadFocus) return;
    this.#hadFocus = false;
    this.focus();
  }

  protected override render(): TemplateResult {
    // The page's own link is what works before JavaScript does.
    if (this.asServed) return html`<slot>${this.#renderContent()}</slot>`;
    return this.#renderContent();
  }

  #renderContent(): TemplateResult {
    const journey = this.#journey?.render();
    if (this.#layout !== 'button') return html`${journey ?? this.renderWait()}`;
    return html`<div class="anchor">${this.#renderButton()}${journey ?? nothing}</div>`;
  }

  /** The page's own link, for as long as there is nothing better, and where nothing comes a way to ask again. */
  protected renderWait(): TemplateResult {
    return html`<div class="wait" role=${this.isLost ? 'alert' : nothing}>
      <slot></slot>
      ${
        this.isLost
          ? html`<button class="button" part="action" type="button" lang=${this.language} @click=${this.#onRetry}>
              ${this.#retryLabel}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderButton(): TemplateResult {
    const { state } = this;
    const words = this.#words;
    const busy = state.kind === 'redirecting';
    const name = 'person' in state && state.person.given_name;
    const link = this.asServed ? undefined : linkIn(this);
    const own = !busy && !name && link?.textContent.trim();
    return renderButton({
      href: link?.href,
      label: own || (busy ? words.leaving : this.#isStuck && this.open ? this.#retryLabel : name || words.signIn),
      lang: own ? undefined : name && !busy ? 'ru' : this.language,
      busy,
      expanded: this.open,
      onClick: this.#onClick,
      onHint: this.#load,
    });
  }
}

import type { Category, ChoosingCategory, Ready } from '@epos-login/core';
import { isSignedIn } from '@epos-login/core/essentials';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { EposCategoryChangeEvent, EposSignOutEvent } from '../events/actions.ts';
import { ruCommon, type CommonTexts } from '../texts/ru.common.ts';
import type * as MenuPart from './menu.ts';
import type { Menu, MenuAccess } from './menu.ts';
import { downIcon } from './user-menu.icons.ts';
import { userMenuStyles } from './user-menu.styles.ts';

let part: typeof MenuPart | undefined;

/** Brings what opens from the name, for all menus of the page. Without a network nothing comes; asked again, it tries again. */
export async function loadMenu(): Promise<void> {
  part ??= await EposUserMenu.bring().catch(() => undefined);
}

/**
 * @summary Who is signed in and in which category, with the way to another category and the way out.
 *
 * A menu button after the WAI-ARIA pattern: Enter, Space and the arrows open it, arrows, Home and End move, Esc closes.
 *
 * @event {EposCategoryChangeEvent} epos-category-change - Fires before a role category is chosen. Can be cancelled.
 * @event {EposSignOutEvent} epos-sign-out - Fires before the person is signed out. Can be cancelled.
 *
 * @csspart button - The button with the name.
 * @csspart menu - The menu.
 * @csspart action - «Выйти», where the menu is drawn in line.
 */
export class EposUserMenu extends ViewElement<CommonTexts> {
  static override properties: PropertyDeclarations = {
    inline: { type: Boolean },
    greeted: { type: Boolean },
    menu: { state: true },
    isLost: { state: true },
  };

  /** @internal Brings what opens from the name. Who defines the element says from where: see `login/menu.ts`. */
  static bring: () => Promise<typeof MenuPart>;

  static override styles = [...super.styles, userMenuStyles];

  /** Sets whether everything is drawn in line, without a menu that opens. */
  declare inline: boolean;

  /** Sets whether the person is called by name beside it, so that what is drawn in line does not do so again. */
  declare greeted: boolean;

  /** What opens, once it is loaded. */
  declare protected menu: Menu | undefined;

  /** Whether it has not come. */
  declare protected isLost: boolean | undefined;

  /** Whether somebody waits for it. */
  #isWanted = false;

  protected readonly russian = ruCommon;

  constructor() {
    super();
    this.inline = false;
    this.greeted = false;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  get #person(): ChoosingCategory | Ready | undefined {
    const { state } = this;
    if (isSignedIn(state)) return state;
    // Whoever was signed in when the journey failed still is: there is a way out, though none to another category.
    return state.kind === 'failed' && isSignedIn(state.from) ? { ...state.from, categories: [] } : undefined;
  }

  /** Asks the page, and then the person is seen in another category. */
  protected choose(category: Category): void {
    if (this.dispatchEvent(new EposCategoryChangeEvent(category))) void this.source?.chooseCategory(category);
  }

  /** Asks the page, and then the person is signed out. */
  protected leave(): void {
    if (this.dispatchEvent(new EposSignOutEvent())) this.source?.signOut().catch(() => undefined);
  }

  async #load(): Promise<void> {
    // Once it is here the menu is drawn with what is around it: a promise could come a frame later.
    if (!part) await loadMenu();
    if (this.menu) return;
    // What asks for it anew is about to go.
    const hadFocus = this.isLost && this.shadowRoot?.activeElement;
    this.isLost = !part;
    if (!part) {
      this.lose();
      return;
    }
    if (hadFocus) {
      void this.updateComplete.then(() => {
        this.focus();
      });
    }
    this.adopt(part.menuStyles);
    // What is protected from the page is not from the menu, which is the other half of this class.
    this.menu = new part.Menu(this, this as unknown as MenuAccess);
    this.addController(this.menu);
  }

  readonly #onClick = async (): Promise<void> => {
    this.#isWanted = true;
    await this.#load();
    this.menu?.toggle();
    this.requestUpdate();
  };

  protected override async scheduleUpdate(): Promise<void> {
    if (this.inline && this.#person) await this.#load();
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Here before it is pressed, and after the tiles that everybody waits for.
    const isSettled = this.#person && this.#person.subsystems.kind !== 'loading';
    if (isSettled && !this.menu && !changed.has('isLost')) void this.#load();
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.#person;
    if (!state) return nothing;
    const { menu, inline, language } = this;
    const retry = this.isLost && (inline || this.#isWanted) ? this.renderRetry() : nothing;
    if (inline) return html`<div class="inline" lang=${language}>${menu?.renderInline(state) ?? retry}</div>`;
    return html`<div class="anchor" lang=${language}>
      <button
        class="button quiet who"
        part="button"
        type="button"
        aria-haspopup="menu"
        aria-expanded=${menu?.open ?? false}
        @click=${this.#onClick}
        @keydown=${menu?.onButtonKeydown}
      >
        ${this.#renderWho(state)}${downIcon}
      </button>
      ${menu?.render(state) ?? retry}
    </div>`;
  }

  #renderWho({ person, ...state }: ChoosingCategory | Ready): TemplateResult {
    const initials = [person.given_name, person.family_name].map((name) => /\p{L}/u.exec(name)?.[0] ?? '').join('');
    return html`<span class="initials" aria-hidden="true">${initials}</span>
      <span class="names"
        ><span class="name" lang="ru">${person.name}</span>
        ${state.kind === 'ready' ? html`<span class="small muted">${this.words.categories[state.category]}</span>` : nothing}</span
      >`;
  }
}

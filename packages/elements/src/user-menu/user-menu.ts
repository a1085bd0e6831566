import { isSignedIn, type Category, type ChoosingCategory, type Ready } from '@epos-login/core';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { EposCategoryChangeEvent, EposSignOutEvent } from '../events/actions.ts';
import { icon } from '../styles/icon.ts';
import { checkIcon } from '../styles/icons.ts';
import { roleIcons } from '../styles/role-icons.ts';
import { downIcon, exitIcon } from './user-menu.icons.ts';
import { viewSheets } from '../styles/view-sheets.ts';
import { texts } from '../texts/texts.ts';
import { userMenuStyles } from './user-menu.styles.ts';

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
export class EposUserMenu extends ViewElement {
  static override properties: PropertyDeclarations = {
    inline: { type: Boolean },
    open: { state: true },
  };

  static override styles = [...viewSheets, userMenuStyles];

  /** Sets whether everything is drawn in line, without a menu that opens. */
  declare inline: boolean;

  declare protected open: boolean;

  protected readonly pack = texts;

  constructor() {
    super();
    this.inline = this.open = false;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  get #person(): ChoosingCategory | Ready | undefined {
    const { state } = this;
    return isSignedIn(state) ? state : undefined;
  }

  get #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.menu button')];
  }

  async #show(which: 'first' | 'last' = 'first'): Promise<void> {
    this.open = true;
    document.addEventListener('pointerdown', this.#onPointerdown);
    await this.updateComplete;
    this.#items.at(which === 'first' ? 0 : -1)?.focus();
  }

  #hide({ refocus }: { refocus: boolean }): void {
    this.open = false;
    document.removeEventListener('pointerdown', this.#onPointerdown);
    if (refocus) this.focus();
  }

  readonly #onButton = (): void => {
    if (this.open) this.#hide({ refocus: false });
    else void this.#show();
  };

  readonly #onButtonKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    void this.#show(event.key === 'ArrowUp' ? 'last' : 'first');
  };

  readonly #onMenuKeydown = (event: KeyboardEvent): void => {
    const items = this.#items;
    const at = items.findIndex((item) => item === (this.renderRoot as ShadowRoot).activeElement);
    const steps: Record<string, number | undefined> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const to = steps[event.key] ?? this.#byLetter(event.key, items, at);
    if (event.key === 'Escape') this.#hide({ refocus: true });
    else if (event.key === 'Tab') this.#hide({ refocus: false });
    else if (to !== undefined) items.at(to % items.length)?.focus();
    if (event.key === 'Escape' || to !== undefined) event.preventDefault();
  };

  /** The next item that begins with the letter typed. */
  #byLetter(key: string, items: readonly HTMLElement[], at: number): number | undefined {
    if (key.length !== 1 || key === ' ') return undefined;
    const order = items.map((_, index) => (at + 1 + index) % items.length);
    return order.find((index) => items[index]?.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
  }

  readonly #onPointerdown = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this)) this.#hide({ refocus: false });
  };

  #onCategory(category: Category): void {
    const { source, state } = this;
    this.#hide({ refocus: !this.inline });
    if (state.kind === 'ready' && state.category === category) return;
    if (source && this.dispatchEvent(new EposCategoryChangeEvent(category))) void source.chooseCategory(category);
  }

  readonly #onSignOut = (): void => {
    const { source } = this;
    this.#hide({ refocus: !this.inline });
    if (source && this.dispatchEvent(new EposSignOutEvent())) source.signOut().catch(() => undefined);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.open) document.addEventListener('pointerdown', this.#onPointerdown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#onPointerdown);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.#person) this.open = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.#person;
    if (!state) return nothing;
    return this.inline ? this.#renderInline(state) : this.#renderMenuButton(state);
  }

  #renderMenuButton(state: ChoosingCategory | Ready): TemplateResult {
    return html`<div class="anchor" lang=${this.language}>
      <button
        class="button quiet who"
        part="button"
        type="button"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-controls="menu"
        @click=${this.#onButton}
        @keydown=${this.#onButtonKeydown}
      >
        ${this.#renderWho(state)}${icon(downIcon)}
      </button>
      <div
        class="menu"
        id="menu"
        part="menu"
        role="menu"
        aria-label=${this.words.userMenu}
        ?hidden=${!this.open}
        @keydown=${this.#onMenuKeydown}
      >
        ${this.#renderMenu(state)}
      </div>
    </div>`;
  }

  #renderMenu({ categories, ...state }: ChoosingCategory | Ready): TemplateResult {
    const { words } = this;
    const present = state.kind === 'ready' ? state.category : undefined;
    const choices = categories.map(
      (category) =>
        html`<button
          class="item"
          type="button"
          role="menuitemradio"
          tabindex="-1"
          aria-checked=${category === present}
          @click=${() => {
            this.#onCategory(category);
          }}
        >
          ${icon(roleIcons[category])}<span class="grow">${words.categories[category]}</span
          >${category === present ? icon(checkIcon) : nothing}
        </button>`,
    );
    return html`${
        categories.length > 1
          ? html`<div role="group" aria-label=${words.category}>
                <div class="small muted label" aria-hidden="true">${words.category}</div>
                ${choices}
              </div>
              <div class="line" role="separator"></div>`
          : nothing
      }
      <button class="item" type="button" role="menuitem" tabindex="-1" @click=${this.#onSignOut}>
        ${icon(exitIcon)}<span class="grow">${words.signOut}</span>
      </button>`;
  }

  #renderInline(state: ChoosingCategory | Ready): TemplateResult {
    const { words } = this;
    const present = state.kind === 'ready' ? state.category : undefined;
    const choices = state.categories.map(
      (category) =>
        html`<button
          class="button quiet choice"
          type="button"
          aria-pressed=${category === present}
          @click=${() => {
            this.#onCategory(category);
          }}
        >
          ${words.categories[category]}
        </button>`,
    );
    return html`<div class="inline" lang=${this.language}>
      <div class="grow">
        <span class="name" lang="ru">${state.person.name}</span>
        ${choices.length === 1 && present ? html`<span class="muted">${words.categories[present]}</span>` : nothing}
      </div>
      <button class="button plain" part="action" type="button" @click=${this.#onSignOut}>
        ${icon(exitIcon)}${words.signOut}
      </button>
      ${choices.length > 1 ? html`<div class="choices" role="group" aria-label=${words.category}>${choices}</div>` : nothing}
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

/**
 * What every element stands on is there by then. That this says so puts Lit and it into one chunk: apart they would
 * travel less well compressed.
 */
import '../base/epos-element.ts';
import '../styles/first-sheets.ts';
import type { Category, ChoosingCategory, EposState, Ready } from '@epos-login/core';
import { isSignedIn } from '@epos-login/core/essentials';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { checkIcon } from '../styles/icons.ts';
import { roleIcons } from '../styles/role-icons.ts';
import type { CommonTexts } from '../texts/ru.common.ts';
import { ruMenu, type MenuTexts } from '../texts/ru.menu.ts';
import { exitIcon } from './menu.icons.ts';
import type { EposUserMenu } from './user-menu.ts';

export { menuStyles } from './menu.styles.ts';

/** What `<epos-user-menu>` lets its menu see and do. */
export interface MenuAccess {
  readonly state: EposState;
  readonly words: CommonTexts;
  wordsOf(russian: MenuTexts): MenuTexts;
  choose(category: Category): void;
  leave(): void;
}

/** What opens from the name: the choice of category and the way out. Loaded once the tiles stand. */
export class Menu implements ReactiveController {
  open = false;
  readonly #host: EposUserMenu;
  readonly #access: MenuAccess;

  constructor(host: EposUserMenu, access: MenuAccess) {
    this.#host = host;
    this.#access = access;
  }

  get #words(): CommonTexts & MenuTexts {
    return { ...this.#access.words, ...this.#access.wordsOf(ruMenu) };
  }

  get #items(): HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>('.menu button')];
  }

  toggle(): void {
    if (this.open) this.#hide();
    else this.#show();
  }

  /** Opens with the focus on the first item or the last. */
  #show(item: 0 | -1 = 0): void {
    this.#set(true);
    void this.#host.updateComplete.then(() => {
      this.#items.at(item)?.focus();
    });
  }

  #hide({ refocus = false } = {}): void {
    this.#set(false);
    if (refocus) this.#host.focus();
  }

  #set(open: boolean): void {
    this.open = open;
    this.#host.requestUpdate();
    if (open) document.addEventListener('pointerdown', this.#onPointerdown);
    else document.removeEventListener('pointerdown', this.#onPointerdown);
  }

  readonly onButtonKeydown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
    event.preventDefault();
    this.#show(key === 'ArrowUp' ? -1 : 0);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { key } = event;
    const to = this.#itemFor(key);
    if (key === 'Escape' || key === 'Tab') this.#hide({ refocus: key === 'Escape' });
    to?.focus();
    if (to || key === 'Escape') event.preventDefault();
  };

  /** Which item a key moves to, of the WAI-ARIA menu pattern; a letter, to the next item that begins with it. */
  #itemFor(key: string): HTMLElement | undefined {
    const items = this.#items;
    const at = items.findIndex((item) => item === this.#host.shadowRoot?.activeElement);
    const steps: Record<string, number | undefined> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const to = steps[key];
    if (to !== undefined) return items.at(to % items.length);
    if (key.length !== 1 || key === ' ') return undefined;
    return items
      .map((_, index) => items[(at + 1 + index) % items.length])
      .find((item) => item?.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
  }

  readonly #onPointerdown = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this.#host)) this.#hide();
  };

  #onCategory(category: Category): void {
    const state = this.#access.state;
    this.#hide({ refocus: !this.#host.inline });
    if (state.kind !== 'ready' || state.category !== category) this.#access.choose(category);
  }

  readonly #onSignOut = (): void => {
    this.#hide({ refocus: !this.#host.inline });
    this.#access.leave();
  };

  hostConnected(): void {
    if (this.open) this.#set(true);
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#onPointerdown);
  }

  hostUpdate(): void {
    const { state } = this.#access;
    if (this.open && !isSignedIn(state.kind === 'failed' ? state.from : state)) this.#hide();
  }

  render({ categories, ...state }: ChoosingCategory | Ready): TemplateResult {
    const words = this.#words;
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
          ${roleIcons[category]}<span class="grow">${words.categories[category]}</span
          >${category === present ? checkIcon : nothing}
        </button>`,
    );
    return html`<div
      class="menu"
      part="menu"
      role="menu"
      aria-label=${words.userMenu}
      ?hidden=${!this.open}
      @keydown=${this.#onKeydown}
    >
      ${
        categories.length > 1
          ? html`<div role="group" aria-label=${words.category}>
                <div class="small muted label" aria-hidden="true">${words.category}</div>
                ${choices}
              </div>
              <div class="line" role="separator"></div>`
          : nothing
      }
      <button class="item" type="button" role="menuitem" tabindex="-1" @click=${this.#onSignOut}>
        ${exitIcon}<span class="grow">${words.signOut}</span>
      </button>
    </div>`;
  }

  /** The same without a menu that opens. */
  renderInline({ person, categories, ...state }: ChoosingCategory | Ready): TemplateResult {
    const words = this.#words;
    const present = state.kind === 'ready' ? state.category : undefined;
    const choices = categories.map(
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
    return html`<div class="grow">
        ${this.#host.greeted ? nothing : html`<span class="name" lang="ru">${person.name}</span>`}
        ${choices.length === 1 && present ? html`<span class="muted">${words.categories[present]}</span>` : nothing}
        ${
          choices.length > 1 && this.#host.greeted
            ? html`<span class="muted" aria-hidden="true">${words.category}</span>`
            : nothing
        }
      </div>
      <button class="button plain" part="action" type="button" @click=${this.#onSignOut}>
        ${exitIcon}${words.signOut}
      </button>
      ${choices.length > 1 ? html`<div class="choices" role="group" aria-label=${words.category}>${choices}</div>` : nothing}`;
  }
}

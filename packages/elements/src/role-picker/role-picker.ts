import type { Category, ChoosingCategory, Ready, Role } from '@epos-login/core';
import { isSignedIn, rolesIn } from '@epos-login/core/essentials';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { EposCategoryChangeEvent, EposSignOutEvent } from '../events/actions.ts';
import { roleIcons } from '../styles/role-icons.ts';
import { alertIcon } from '../styles/icons.ts';
import { ruRoles, type RolesTexts } from '../texts/ru.roles.ts';
import { rolePickerStyles } from './role-picker.styles.ts';

/**
 * @summary The page «Выберите категорию роли»: a card per category, with the roles in it.
 *
 * Shown only to a person with several categories. The cards are native radio buttons: arrows move between them and
 * choose nothing by themselves, «Продолжить» does (WCAG 3.2.2).
 *
 * @event {EposCategoryChangeEvent} epos-category-change - Fires before a role category is chosen. Can be cancelled.
 * @event {EposSignOutEvent} epos-sign-out - Fires before the person is signed out instead. Can be cancelled.
 *
 * @csspart heading - «Выберите категорию роли».
 * @csspart category - The card of a role category.
 * @csspart action - «Продолжить».
 */
export class EposRolePicker extends ViewElement<RolesTexts> {
  static override properties: PropertyDeclarations = {
    category: {},
    switching: { type: Boolean },
    picked: { state: true },
    missing: { state: true },
  };

  static override styles = [...super.styles, rolePickerStyles];

  /** Sets the category to offer first, where the person has not chosen one before. */
  declare category: Category | undefined;

  /** Sets whether the choice is shown after it was made, too, to change it. */
  declare switching: boolean;

  /** The card that is marked and not yet gone on with. */
  declare protected picked: Category | undefined;

  /** Whether «Продолжить» was pressed with no card marked. */
  declare protected missing: boolean;

  protected readonly russian = ruRoles;

  constructor() {
    super();
    this.switching = this.missing = false;
  }

  get #shown(): ChoosingCategory | Ready | undefined {
    const { state } = this;
    if (!isSignedIn(state)) return undefined;
    return state.kind === 'choosing-category' || (this.switching && state.categories.length > 1) ? state : undefined;
  }

  /** What is marked: the person's mark, else the present or last category, else the one the page is for. */
  #marked(state: ChoosingCategory | Ready): Category | undefined {
    const before = state.kind === 'ready' ? state.category : state.remembered;
    return [this.picked, before, this.category].find((category) => category && state.categories.includes(category));
  }

  readonly #onChange = (event: Event): void => {
    this.picked = (event.target as HTMLInputElement).value as Category;
    this.missing = false;
  };

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { source } = this;
    const category = this.#shown && this.#marked(this.#shown);
    if (!category) {
      this.missing = true;
      this.renderRoot.querySelector<HTMLElement>('input')?.focus();
    } else if (source && this.dispatchEvent(new EposCategoryChangeEvent(category))) {
      void source.chooseCategory(category);
    }
  };

  /** On a shared computer the session found may be somebody else's. */
  readonly #onSignOut = (): void => {
    if (this.dispatchEvent(new EposSignOutEvent())) this.source?.signOut().catch(() => undefined);
  };

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.#shown) this.picked = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.#shown;
    if (!state) return nothing;
    const { words } = this;
    const marked = this.#marked(state);
    return html`<form class="root" lang=${this.language} novalidate @submit=${this.#onSubmit}>
      ${this.renderHeading(words.chooseCategory)}
      <p class="muted" lang="ru">${state.person.name}</p>
      <div
        class="cards"
        role="radiogroup"
        aria-label=${words.chooseCategory}
        aria-invalid=${this.missing}
        aria-describedby="missing"
        @change=${this.#onChange}
      >
        ${state.categories.map((category) => this.#renderCard(category, rolesIn(state.roles, category), category === marked, 'remembered' in state && state.remembered === category))}
      </div>
      <p id="missing" class="missing" role="alert">
        ${this.missing ? html`${alertIcon} ${words.categoryMissing}` : nothing}
      </p>
      <div class="actions">
        <button class="button" part="action" type="submit">${words.proceed}</button>
        ${state.kind === 'ready' ? nothing : html`<button class="button quiet" part="action" type="button" @click=${this.#onSignOut}>${words.signOut}</button>`}
      </div>
    </form>`;
  }

  #renderCard(category: Category, roles: readonly Role[], marked: boolean, last: boolean): TemplateResult {
    const { words } = this;
    return html`<label class="card" part="category">
      <input
        type="radio"
        name="category"
        value=${category}
        .checked=${marked}
        aria-labelledby="title-${category}"
        aria-describedby="roles-${category}"
      />
      <span class="face"></span>
      <span class="picture">${roleIcons[category]}</span>
      <span class="title" id="title-${category}">${words.categories[category]}</span>
      <span class="roles" id="roles-${category}">
        ${roles.map((role) => html`<span class="role" lang="ru">${renderRole(role, words.categories[category])}</span> `)}
        ${last ? html`<span class="last">${words.lastChoice}</span>` : nothing}
      </span>
    </label>`;
  }
}

/** Which school, which child: what tells one role from another. The category's own name is not said twice. */
function renderRole({ title, child, organization }: Role, category: string): TemplateResult {
  const name = child?.name ?? (title === category ? undefined : title);
  return html`${name ? html`<span class="who">${name}</span> ` : nothing}${organization ? html`<span class="muted">${organization.name}</span>` : nothing}`;
}

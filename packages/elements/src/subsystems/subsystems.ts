import { subsystemsIn, type Category, type Subsystem, type SubsystemsState } from '@epos-login/core';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { EposOpenEvent, EposSearchEvent } from '../events/actions.ts';
import { icon } from '../styles/icon.ts';
import { searchIcon } from './subsystems.icons.ts';
import { viewSheets } from '../styles/view-sheets.ts';
import { texts } from '../texts/texts.ts';
import { search } from './search.ts';
import { subsystemsStyles } from './subsystems.styles.ts';
import { renderTile } from './tile.ts';
import { tileStyles } from './tile.styles.ts';

/** Few enough to be taken in at a glance need no search. */
const searchFrom = 7;
/** Fewer would stand in rows of one under headings of their own. */
const groupsFrom = 12;
const skeletons = [0, 1, 2, 3, 4, 5];

/**
 * @summary The permitted subsystems as tiles: real links in a list, each with its status in words.
 *
 * @event {EposOpenEvent} epos-open - Fires before a subsystem is opened. Can be cancelled.
 * @event {EposSearchEvent} epos-search - Fires when the list has been searched.
 *
 * @csspart heading - «Доступные подсистемы».
 * @csspart search - The field to search in.
 * @csspart tile - The tile of a subsystem.
 * @csspart action - «Обновить» and «Показать все».
 *
 * @cssproperty --epos-tile - The least width of a tile.
 */
export class EposSubsystems extends ViewElement {
  static override properties: PropertyDeclarations = {
    returnTo: { attribute: 'return-to' },
    query: { state: true },
    broken: { state: true },
  };

  static override styles = [...viewSheets, subsystemsStyles, tileStyles];

  /** Sets where to go on after a sign-in that advice leads to. Default: the present address. */
  declare returnTo: string | undefined;

  declare protected query: string;

  /** Icons that could not be shown. */
  declare protected broken: ReadonlySet<string>;

  protected readonly pack = texts;

  constructor() {
    super();
    this.query = '';
    this.broken = new Set();
  }

  /** The list and the category it is shown in, once both are known. */
  get #listed(): { readonly subsystems: SubsystemsState; readonly category: Category } | undefined {
    const { state } = this;
    return state.kind === 'ready' ? state : undefined;
  }

  readonly #onSearch = (event: InputEvent): void => {
    this.query = (event.target as HTMLInputElement).value;
    const items = this.#items();
    const found = search(items, this.query).length;
    this.announce(this.query.trim() ? this.words.foundSome(found, items.length) : this.words.foundAll(items.length));
    this.dispatchEvent(new EposSearchEvent(this.query, found));
  };

  readonly #onSearchKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.query) return;
    // Only the query is given up, not the panel around it.
    event.preventDefault();
    this.#showAll();
  };

  readonly #onOpen = (event: MouseEvent, subsystem: Subsystem, address: string): void => {
    if (!this.dispatchEvent(new EposOpenEvent(subsystem, address))) event.preventDefault();
  };

  readonly #onBroken = (address: string): void => {
    this.broken = new Set([...this.broken, address]);
  };

  readonly #onShowAll = (): void => {
    this.#showAll();
    this.renderRoot.querySelector('input')?.focus();
  };

  readonly #onRefresh = (): void => {
    void this.source?.refresh();
  };

  #showAll(): void {
    this.query = '';
    this.announce(this.words.foundAll(this.#items().length));
  }

  #items(): readonly Subsystem[] {
    const listed = this.#listed;
    return listed && 'items' in listed.subsystems ? subsystemsIn(listed.subsystems.items, listed.category) : [];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const kind = this.#listed?.subsystems.kind;
    if (!kind) this.query = '';
    if (kind === 'failed') void import('../define/epos-advice.ts').catch(() => undefined);
    if (kind === 'loading') this.announce(this.words.loadingSubsystems);
    else if (kind && kind !== 'failed' && !this.query) this.announce(this.words.foundAll(this.#items().length));
  }

  protected override render(): TemplateResult | typeof nothing {
    const listed = this.#listed;
    if (!listed) return nothing;
    const { subsystems } = listed;
    const items = this.#items();
    return html`<div class="root" lang=${this.language} aria-busy=${subsystems.kind === 'loading'}>
      <div class="head">
        ${this.renderHeading(this.words.subsystems)} ${items.length >= searchFrom ? this.#renderSearch() : nothing}
      </div>
      ${this.#renderNote(subsystems)} ${this.#renderBody(subsystems, items)} ${this.renderAnnouncement()}
    </div>`;
  }

  #renderSearch(): TemplateResult {
    const { search: label } = this.words;
    return html`<label class="search">
      <span class="heard">${label}</span>${icon(searchIcon)}
      <input
        type="search"
        part="search"
        placeholder=${label}
        autocomplete="off"
        spellcheck="false"
        .value=${this.query}
        @input=${this.#onSearch}
        @keydown=${this.#onSearchKeydown}
      />
    </label>`;
  }

  #renderNote(subsystems: SubsystemsState): TemplateResult | typeof nothing {
    const { state, words } = this;
    const text =
      subsystems.kind === 'stale'
        ? words.stale
        : state.kind === 'ready' && state.session === 'offline'
          ? words.offline
          : '';
    if (!text) return nothing;
    return html`<div class="note">
      <span class="grow">${text}</span
      ><button class="button plain" part="action" type="button" @click=${this.#onRefresh}>${words.refresh}</button>
    </div>`;
  }

  #renderBody(subsystems: SubsystemsState, items: readonly Subsystem[]): unknown {
    const { words } = this;
    if (subsystems.kind === 'loading')
      return html`<ul class="tiles" aria-hidden="true">
        ${skeletons.map(() => html`<li class="tile skeleton"><span></span><span></span></li>`)}
      </ul>`;
    if (subsystems.kind === 'failed') {
      return html`<epos-advice
        exportparts="heading, action"
        heading-level=${Math.min(this.headingLevel + 1, 6)}
        .error=${subsystems.error}
        .returnTo=${this.returnTo}
        .epos=${this.source}
        .texts=${this.texts}
      ></epos-advice>`;
    }
    if (items.length === 0) return html`<p class="empty">${words.noneYet}</p>`;
    const found = search(items, this.query);
    if (found.length === 0) {
      return html`<div class="empty">
        <p>${words.nothingFound}</p>
        <button class="button quiet" part="action" type="button" @click=${this.#onShowAll}>${words.showAll}</button>
      </div>`;
    }
    return this.#renderGroups(found);
  }

  /** Groups in the order of their first subsystem. One group is no group: its heading would say nothing. */
  #renderGroups(items: readonly Subsystem[]): unknown {
    const groups = [...new Set(items.map(({ group }) => group))];
    if (groups.length < 2 || this.#items().length < groupsFrom) return this.#renderTiles(items);
    return groups.map((group, index) => {
      const heading = html`<div
        class="group"
        id="group-${index}"
        role="heading"
        aria-level=${Math.min(this.headingLevel + 1, 6)}
        lang=${group ? 'ru' : nothing}
      >
        ${group ?? this.words.otherGroup}
      </div>`;
      return html`<section>
        ${heading}${this.#renderTiles(
          items.filter((item) => item.group === group),
          `group-${index}`,
        )}
      </section>`;
    });
  }

  #renderTiles(items: readonly Subsystem[], labelledBy?: string): TemplateResult {
    const { source, words, language, broken } = this;
    return html`<ul class="tiles" role="list" aria-labelledby=${labelledBy ?? nothing}>
      ${items.map((subsystem) => renderTile(subsystem, { address: source?.addressOf(subsystem), words, language, broken, onOpen: this.#onOpen, onBroken: this.#onBroken }))}
    </ul>`;
  }
}

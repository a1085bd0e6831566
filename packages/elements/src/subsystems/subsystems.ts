import { subsystemsIn, type Category, type Subsystem, type SubsystemsState } from '@epos-login/core';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { EposOpenEvent, EposSearchEvent } from '../events/actions.ts';
import { ruTiles, type TilesTexts } from '../texts/ru.tiles.ts';
import type * as List from './list.ts';
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
export class EposSubsystems extends ViewElement<TilesTexts> {
  static override properties: PropertyDeclarations = {
    query: { state: true },
    list: { state: true },
  };

  static override styles = [...super.styles, subsystemsStyles, tileStyles];

  declare protected query: string;

  /** What a plain list does without, once it is loaded. */
  declare protected list: typeof List | undefined;

  protected readonly russian = ruTiles;

  constructor() {
    super();
    this.query = '';
  }

  /** The list and the category it is shown in, once both are known. */
  get #listed(): { readonly subsystems: SubsystemsState; readonly category: Category } | undefined {
    const { state } = this;
    return state.kind === 'ready' ? state : undefined;
  }

  /** Whether the tiles of available subsystems are all there is to show. */
  get #isPlain(): boolean {
    const { state } = this;
    if (state.kind !== 'ready' || state.subsystems.kind === 'loading') return true;
    const items = this.#items();
    return (
      state.subsystems.kind === 'ready' &&
      state.session !== 'offline' &&
      items.length > 0 &&
      items.every(({ status }) => status.kind === 'available')
    );
  }

  /** Brings what a plain list does without. Without a network the next change tries again. */
  async #load(): Promise<void> {
    const list = (this.list ??= await import('./list.ts').catch(() => undefined));
    if (list) this.adopt(list.listStyles);
  }

  readonly #onSearch = async ({ target }: InputEvent): Promise<void> => {
    this.query = (target as HTMLInputElement).value;
    await this.#load();
    const found = this.list?.search(this.#items(), this.query);
    if (found) this.dispatchEvent(new EposSearchEvent(this.query, found.length));
  };

  readonly #onSearchKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.query) return;
    // Only the query is given up, not the panel around it.
    event.preventDefault();
    this.query = '';
  };

  readonly #onOpen = (event: MouseEvent, subsystem: Subsystem, address: string): void => {
    if (!this.dispatchEvent(new EposOpenEvent(subsystem, address))) event.preventDefault();
  };

  readonly #onShowAll = (): void => {
    this.query = '';
    this.renderRoot.querySelector('input')?.focus();
  };

  readonly #onRefresh = (): void => {
    void this.source?.refresh();
  };

  #items(): readonly Subsystem[] {
    const listed = this.#listed;
    return listed && 'items' in listed.subsystems ? subsystemsIn(listed.subsystems.items, listed.category) : [];
  }

  /** Tiles are drawn with all that is to be said of them, so that nothing shifts. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.#isPlain) await this.#load();
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { list } = this;
    const kind = this.#listed?.subsystems.kind;
    if (!kind) this.query = '';
    if (kind === 'loading') this.announce(this.words.loadingSubsystems);
    else if (kind && list) {
      const said = list.newsOf(kind, this.#items(), this.query, this.wordsOf(list.ruList));
      this.announce(said);
    }
  }

  protected override updated(): void {
    if (this.#listed && this.#listed.subsystems.kind !== 'loading' && !this.list) void this.#load();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, list, words } = this;
    if (state.kind !== 'ready') return nothing;
    const { subsystems } = state;
    const items = this.#items();
    return html`<div class="root" lang=${this.language} aria-busy=${subsystems.kind === 'loading'}>
      <div class="head">
        ${this.renderHeading(words.subsystems)}
        ${items.length >= searchFrom ? html`<div class="search">${this.#renderSearch()}</div>` : nothing}
      </div>
      ${list?.renderNote(state, this.wordsOf(list.ruList), this.#onRefresh)} ${this.#renderBody(subsystems, items)}
      ${this.renderAnnouncement()}
    </div>`;
  }

  #renderSearch(): unknown {
    const { list } = this;
    const label = list && this.wordsOf(list.ruList).search;
    return label && list.renderSearch(label, this.query, this.#onSearch, this.#onSearchKeydown);
  }

  #renderBody({ kind }: SubsystemsState, items: readonly Subsystem[]): unknown {
    const { list } = this;
    if (kind === 'loading')
      return html`<ul class="tiles" aria-hidden="true">
        ${skeletons.map(() => html`<li class="tile skeleton"><span></span><span></span></li>`)}
      </ul>`;
    const found = list?.search(items, this.query) ?? items;
    if (found.length > 0) return this.#renderGroups(found);
    return list?.renderNoTiles(kind, items.length, this.wordsOf(list.ruList), {
      onRefresh: this.#onRefresh,
      onShowAll: this.#onShowAll,
    });
  }

  /** Groups in the order of their first subsystem. One group is no group: its heading would say nothing. */
  #renderGroups(items: readonly Subsystem[]): unknown {
    const groups = [...new Set(items.map(({ group }) => group))];
    if (groups.length < 2 || this.#items().length < groupsFrom) return this.#renderTiles(items);
    return groups.map(
      (group, index) =>
        html`<section>
          <div
            class="group"
            id="group-${index}"
            role="heading"
            aria-level=${Math.min(this.headingLevel + 1, 6)}
            lang=${group ? 'ru' : nothing}
          >
            ${group ?? this.words.otherGroup}
          </div>
          ${this.#renderTiles(
            items.filter((item) => item.group === group),
            `group-${index}`,
          )}
        </section>`,
    );
  }

  #renderTiles(items: readonly Subsystem[], labelledBy?: string): TemplateResult {
    return html`<ul class="tiles" role="list" aria-labelledby=${labelledBy ?? nothing}>
      ${items.map((subsystem) =>
        renderTile(subsystem, {
          address: this.source?.addressOf(subsystem),
          status: this.#renderStatus(subsystem),
          onOpen: this.#onOpen,
        }),
      )}
    </ul>`;
  }

  /** «Доступна» is what everybody expects: said to those who listen, and not shown forty times. */
  #renderStatus({ status }: Subsystem): unknown {
    const { list } = this;
    if (status.kind === 'available') return html`<span class="heard">${this.words.available}</span>`;
    return list?.renderStatus(status, this.wordsOf(list.ruList), this.language);
  }
}

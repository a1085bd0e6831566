import type { EposState, Notes, Subsystem } from '@epos-login/core';
import { subsystemsIn } from '@epos-login/core/essentials';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { EposOpenEvent } from '../events/open.ts';
import { ruTiles, type TilesTexts } from '../texts/ru.tiles.ts';
import { groupsOf, type Section } from './groups.ts';
import type * as ListPart from './list.ts';
import type { List, ListAccess } from './list.ts';
import { wasHere } from './place.ts';
import { subsystemsStyles } from './subsystems.styles.ts';
import { renderTile } from './tile.ts';
import { tileStyles } from './tile.styles.ts';

/** Few enough to be taken in at a glance need no search. */
const searchFrom = 7;
/** So many are drawn at once. More than fill a screen wait for `list.ts`, which draws them by and by. */
const screenful = 48;
/** How many tiles are expected where none have stood before. */
const usual = 8;
/** How long the tiles wait for favourites to come first, in milliseconds. What is in the browser's cache comes sooner. */
const patience = 300;

/**
 * @summary The permitted subsystems as tiles: real links in a list, each with its status in words.
 *
 * @event {EposOpenEvent} epos-open - Fires before a subsystem is opened. Can be cancelled.
 * @event {EposSearchEvent} epos-search - Fires when the list has been searched.
 *
 * @csspart heading - «Доступные подсистемы».
 * @csspart search - The field to search in.
 * @csspart tile - The tile of a subsystem.
 * @csspart favourite - The star of a tile.
 * @csspart action - «Обновить» and «Показать все».
 *
 * @cssproperty --epos-tile - The least width of a tile.
 */
export class EposSubsystems extends ViewElement<TilesTexts> {
  static override properties: PropertyDeclarations = {
    list: { state: true },
    view: {},
    typeAhead: { attribute: 'type-ahead' },
    deepLink: { attribute: 'deep-link' },
    notes: { attribute: false },
    synonyms: { attribute: false },
  };

  /** @internal Brings what a plain list does without. Who defines the element says from where: see `login/tiles.ts`. */
  static bring: () => Promise<typeof ListPart>;

  static override styles = [...super.styles, subsystemsStyles, tileStyles];

  /** Sets how the tiles stand, until the person chooses otherwise: `grid` (default) or `list`. */
  declare view: 'grid' | 'list' | undefined;

  /**
   * Sets from where a search begins as one types: anywhere on the page (`page`, default), only while the focus is in
   * the element (`focus`), or nowhere but in the field (`off`). The person can turn it off too (WCAG 2.1.4).
   */
  declare typeAhead: 'page' | 'focus' | 'off' | undefined;

  /**
   * Sets what is done about `?system=<id>` or `#system=<id>` in the page's address: the subsystem is shown and takes the
   * focus (`focus`, or an empty attribute), or it is opened (`open`). Default: nothing.
   */
  declare deepLink: 'focus' | 'open' | '' | undefined;

  /**
   * Sets what keeps favourites and recents, instead of this device; `null` keeps none. What keeps them must see to it
   * that nobody else is given them.
   */
  declare notes: Notes | null | undefined;

  /** Sets groups of words that stand for one another in a search, instead of the built-in ones. */
  declare synonyms: readonly (readonly string[])[] | undefined;

  /** What a plain list does without, once it is loaded. */
  declare protected list: List | undefined;

  protected readonly russian = ruTiles;

  #items: readonly Subsystem[] = [];
  #loading: Promise<void> | undefined;
  #patience: Promise<unknown> | undefined;

  /** Loads the list once. What has not come is asked for again by the next change, which is of no use in Firefox. */
  #load(): Promise<void> {
    return (this.#loading ??= EposSubsystems.bring()
      .then(async (module) => {
        // What is protected from the page is not from the list, which is the other half of this class.
        this.list = await module.openList(this, this as unknown as ListAccess);
      })
      .catch(() => {
        this.#loading = undefined;
        this.lose();
      }));
  }

  protected readonly onOpen = (event: Event, subsystem: Subsystem, address: string): void => {
    if (this.dispatchEvent(new EposOpenEvent(subsystem, address))) this.list?.opened(subsystem);
    else event.preventDefault();
  };

  /** Tiles are drawn with all that is to be said of them, so that nothing shifts. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.list) {
      if (!this.#isPlain) await this.#load();
      else if (wasHere())
        await Promise.race([
          this.#load(),
          (this.#patience ??= new Promise((resolve) => setTimeout(resolve, patience))),
        ]);
    }
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { state, list } = this;
    this.#items = itemsIn(state);
    list?.update(this.#items);
    if (state.kind === 'ready' && state.subsystems.kind === 'loading') this.announce(this.words.loadingSubsystems);
    else if (list) this.announce(list.newsOf(this.#items));
  }

  protected override updated(): void {
    const { state, list } = this;
    if (list) list.updated(this.#items);
    else if (state.kind === 'ready' && state.subsystems.kind !== 'loading') void this.#load();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, list } = this;
    if (state.kind !== 'ready') return nothing;
    const isLoading = state.subsystems.kind === 'loading';
    const items = this.#items;
    const expected = isLoading ? (list?.expected ?? usual) : items.length;
    const search = expected < searchFrom ? nothing : html`<div class="search">${list?.renderSearch(items)}</div>`;
    return html`<div class="root ${list?.look}" lang=${this.language} aria-busy=${isLoading || !!list?.isDrawing}>
      <div class="head">${this.renderHeading(this.words.subsystems)} ${search}</div>
      ${list ? list.renderNote(state) : !this.hasLost || this.#isPlain ? nothing : this.renderRetry()}
      ${
        isLoading
          ? renderSkeletons(expected)
          : html`${list?.results?.map(this.#renderSection)}
              <div class="all ${list?.results && 'off'}">
                ${(list?.sections ?? groupsOf(items, this.words.otherGroup)).map(this.#renderSection)}
              </div>`
      }
      ${list?.renderNoTiles(state, items)} ${this.renderAnnouncement()}
    </div>`;
  }

  /** With a heading or without: what is the same element stays, and so does the focus in it. */
  readonly #renderSection = ({ title, isForeign, items, content }: Section, index: number): TemplateResult => {
    const id = `group-${index}`;
    return html`<section>
      ${
        title
          ? html`<div
              class="group muted"
              id=${id}
              role="heading"
              aria-level=${Math.min(this.headingLevel + 1, 6)}
              lang=${isForeign ? 'ru' : nothing}
            >
              ${title}
            </div>`
          : nothing
      }
      ${content ?? (items.length === 0 ? nothing : this.#renderTiles(items, title && id))}
    </section>`;
  };

  #renderTiles(items: readonly Subsystem[], labelledBy?: string): TemplateResult {
    return html`<ul class="tiles" role="list" aria-labelledby=${labelledBy ?? nothing}>
      ${this.list?.renderTiles(items, this.#renderTile) ?? items.map(this.#renderTile)}
    </ul>`;
  }

  readonly #renderTile = (subsystem: Subsystem): TemplateResult =>
    renderTile(subsystem, {
      address: this.source?.addressOf(subsystem),
      // What everybody expects is said to those who listen, and not shown forty times.
      status:
        subsystem.status.kind === 'available'
          ? html`<span class="heard">${this.words.available}</span>`
          : this.list?.renderStatus(subsystem),
      onOpen: this.onOpen,
      ...this.list?.detailsOf(subsystem),
    });

  /** Whether tiles of available subsystems are all there is to show, as far as can be seen. */
  get #isPlain(): boolean {
    const { state, view, deepLink, notes } = this;
    if (view === 'list' || deepLink !== undefined || notes) return false;
    if (state.kind !== 'ready' || state.subsystems.kind === 'loading') return true;
    const items = itemsIn(state);
    return (
      !('error' in state.subsystems) &&
      state.session !== 'offline' &&
      items.length > 0 &&
      items.length <= screenful &&
      items.every(({ status }) => status.kind === 'available')
    );
  }
}

function renderSkeletons(count: number): TemplateResult {
  return html`<ul class="tiles" aria-hidden="true">
    ${Array.from({ length: Math.min(count, screenful) }, () => html`<li class="tile skeleton"><span></span><span></span></li>`)}
  </ul>`;
}

function itemsIn(state: EposState): readonly Subsystem[] {
  return state.kind === 'ready' && 'items' in state.subsystems
    ? subsystemsIn(state.subsystems.items, state.category)
    : [];
}

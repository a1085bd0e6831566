import type { EposState, Subsystem } from '@epos-login/core';
import { subsystemsIn } from '@epos-login/core/essentials';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { EposOpenEvent, EposSearchEvent } from '../events/actions.ts';
import { ruTiles, type TilesTexts } from '../texts/ru.tiles.ts';
import type { List, ListAccess } from './list.ts';
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
    list: { state: true },
  };

  static override styles = [...super.styles, subsystemsStyles, tileStyles];

  /** What a plain list does without, once it is loaded. */
  declare protected list: List | undefined;

  protected readonly russian = ruTiles;

  #items: readonly Subsystem[] = [];

  /** Tells the page what was searched for. */
  protected searched(query: string, found: number): void {
    this.dispatchEvent(new EposSearchEvent(query, found));
  }

  /** Without a network the next change tries again. */
  async #load(): Promise<void> {
    const module = await import('./list.ts').catch(() => undefined);
    if (!module || this.list) return;
    this.adopt(module.listStyles);
    // What is protected from the page is not from the list, which is the other half of this class.
    this.list = new module.List(this, this as unknown as ListAccess);
  }

  readonly #onOpen = (event: MouseEvent, subsystem: Subsystem, address: string): void => {
    if (!this.dispatchEvent(new EposOpenEvent(subsystem, address))) event.preventDefault();
  };

  /** Tiles are drawn with all that is to be said of them, so that nothing shifts. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!isPlain(this.state)) await this.#load();
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { state, list } = this;
    this.#items = itemsIn(state);
    if (state.kind === 'ready' && state.subsystems.kind === 'loading') this.announce(this.words.loadingSubsystems);
    else if (list) this.announce(list.newsOf(this.#items));
  }

  protected override updated(): void {
    const { state } = this;
    if (state.kind === 'ready' && state.subsystems.kind !== 'loading' && !this.list) void this.#load();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, list } = this;
    if (state.kind !== 'ready') return nothing;
    const isLoading = state.subsystems.kind === 'loading';
    const items = this.#items;
    const search = items.length < searchFrom ? nothing : html`<div class="search">${list?.renderSearch(items)}</div>`;
    return html`<div class="root" lang=${this.language} aria-busy=${isLoading}>
      <div class="head">${this.renderHeading(this.words.subsystems)} ${search}</div>
      ${list?.renderNote(state)} ${isLoading ? renderSkeletons() : this.#renderGroups(list?.found(items) ?? items)}
      ${list?.renderNoTiles(state, items)} ${this.renderAnnouncement()}
    </div>`;
  }

  /** Groups in the order of their first subsystem. One group is no group: its heading would say nothing. */
  #renderGroups(items: readonly Subsystem[]): unknown {
    if (items.length === 0) return nothing;
    const groups = [...new Set(items.map(({ group }) => group))];
    if (groups.length < 2 || this.#items.length < groupsFrom) return this.#renderTiles(items);
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
    if (status.kind === 'available') return html`<span class="heard">${this.words.available}</span>`;
    return this.list?.renderStatus(status);
  }
}

function renderSkeletons(): TemplateResult {
  return html`<ul class="tiles" aria-hidden="true">
    ${skeletons.map(() => html`<li class="tile skeleton"><span></span><span></span></li>`)}
  </ul>`;
}

function itemsIn(state: EposState): readonly Subsystem[] {
  return state.kind === 'ready' && 'items' in state.subsystems
    ? subsystemsIn(state.subsystems.items, state.category)
    : [];
}

/** Whether tiles of available subsystems are all there is to show. */
function isPlain(state: EposState): boolean {
  if (state.kind !== 'ready' || state.subsystems.kind === 'loading') return true;
  const items = itemsIn(state);
  return (
    !('error' in state.subsystems) &&
    state.session !== 'offline' &&
    items.length > 0 &&
    items.every(({ status }) => status.kind === 'available')
  );
}

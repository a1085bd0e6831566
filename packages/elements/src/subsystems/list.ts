/**
 * What every element stands on is there by then. That this says so puts Lit and it into one chunk: apart they would
 * travel less well compressed.
 */
import '../base/epos-element.ts';
import '../styles/first-sheets.ts';
import type { EposState, Epos, Ready, Subsystem } from '@epos-login/core';
import { html, nothing, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import { EposSearchEvent } from '../events/search.ts';
import type { Language } from '../texts/first.ts';
import { ruList, type ListTexts } from '../texts/ru.list.ts';
import { ruTiles, type TilesTexts } from '../texts/ru.tiles.ts';
import { renderBar } from './bar.ts';
import { Link } from './link.ts';
import { listStyles } from './list.styles.ts';
import { Drawing, soon } from './drawing.ts';
import type { Section } from './groups.ts';
import { isSame, Keeping } from './keeping.ts';
import { toggled, withRecent, type View } from './kept.ts';
import { prepare, search, type Found } from './search.ts';
import { sectionsOf } from './sections.ts';
import { forgetShape, keepShape, lastShape, Place } from './shape.ts';
import { renderStar } from './star.ts';
import { renderStatus } from './status.ts';
import type { EposSubsystems } from './subsystems.ts';
import { synonyms } from './synonyms.ts';
import { focusTile } from './focus-tile.ts';
import { isWeb, type TileContext } from './tile.ts';
import { meaningOf } from './typing.ts';

/** More tiles than can be drawn at once. */
const many = 48;

/** What `<epos-subsystems>` lets its list see and do. */
export interface ListAccess {
  readonly state: EposState;
  readonly source: Epos | undefined;
  readonly language: Language;
  readonly onOpen: (event: Event, subsystem: Subsystem, address: string) => void;
  wordsOf<Words extends object>(russian: Words): Words;
  adopt(sheet: CSSResult): void;
}

/** The list, once it knows what the person keeps: what comes first must not come last. */
export async function openList(host: EposSubsystems, access: ListAccess): Promise<List> {
  const keeping = new Keeping(host, access);
  await keeping.open();
  const list = new List(host, access, keeping);
  host.addController(list);
  access.adopt(listStyles);
  return list;
}

/**
 * What a plain list of subsystems does without: search, favourites, statuses, notes, and what stands in place of tiles.
 * Loaded at once where the list is not plain, else as soon as it stands.
 */
export class List implements ReactiveController {
  readonly #host: EposSubsystems;
  readonly #access: ListAccess;
  readonly #all = new Drawing();
  /** What was found stands in a place of its own: to hide and show a thousand tiles is faster than to draw them again. */
  readonly #results = new Drawing();
  /** Looked up once for each drawing, not for each tile. */
  #words: ListTexts & TilesTexts = { ...ruList, ...ruTiles };
  #query = '';
  #found: Found = { items: [] };
  readonly #place: Place;
  readonly #keeping: Keeping;
  readonly #link: Link;
  #plannedFor: readonly unknown[] = [];
  #searchedFor: readonly unknown[] = [];
  /** Whether the field has the focus. */
  #isSearching = false;
  /** What is to be said before anything else. */
  #said = '';
  #isWaiting = false;
  readonly #numbers = new WeakMap<Subsystem, number>();
  #count = 0;

  constructor(host: EposSubsystems, access: ListAccess, keeping: Keeping) {
    this.#host = host;
    this.#access = access;
    this.#place = new Place(host);
    this.#keeping = keeping;
    this.#link = new Link(host, access);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#onPageKey);
    addEventListener('beforeprint', this.#onPrint);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#onPageKey);
    removeEventListener('beforeprint', this.#onPrint);
  }

  get #view(): View | undefined {
    return this.#keeping.kept.view ?? this.#host.view;
  }

  /** Classes of the whole. */
  get look(): string {
    return [this.#view === 'list' ? 'list' : '', this.#all.isMany ? 'many' : ''].join(' ');
  }

  /** How many tiles are awaited, as far as it is known. */
  get expected(): number | undefined {
    return lastShape()?.count;
  }

  get isDrawing(): boolean {
    return this.#drawing.isDrawing;
  }

  get #drawing(): Drawing {
    return this.#isFiltered ? this.#results : this.#all;
  }

  /** All that is permitted. */
  get sections(): readonly Section[] {
    return this.#all.sections;
  }

  /** What was found, while somebody searches. */
  get results(): readonly Section[] | undefined {
    return this.#isFiltered ? this.#results.sections : undefined;
  }

  /** Before each drawing: what is to be drawn is found and ordered, unless nothing has changed. */
  update(items: readonly Subsystem[]): void {
    const { state, language } = this.#access;
    void this.#keeping.open();
    this.#words = this.#access.wordsOf({ ...ruList, ...ruTiles });
    if (state.kind !== 'ready') {
      if (isSignOut(state)) forgetShape();
      this.#query = this.#said = '';
      return;
    }
    const { texts, synonyms: own } = this.#host;
    const isMany = items.length > many;
    const planFor = [state, this.#keeping.kept, this.#link.pointed, language, texts];
    if (!isSame(planFor, this.#plannedFor)) {
      this.#plannedFor = planFor;
      this.#all.plan(this.#sectionsOf(items), isMany);
    }
    const searchFor = [...planFor, this.#query, this.#isSearching, own];
    if (isSame(searchFor, this.#searchedFor)) return;
    this.#searchedFor = searchFor;
    this.#found = search(items, this.#query, own ?? synonyms);
    this.#results.plan(this.#isFiltered ? [this.#found] : [], isMany);
  }

  /** What the live region says once loading is over. */
  newsOf(items: readonly Subsystem[]): string {
    const { state } = this.#access;
    if (state.kind !== 'ready') return '';
    const words = this.#words;
    if (state.subsystems.kind === 'failed') return words.listFailed;
    if (this.#said) return this.#said;
    if (!this.#isFiltered) return words.foundAll(items.length);
    const { items: found, insteadOf } = this.#found;
    const first = this.#first;
    return [
      words.foundSome(found.length, items.length),
      insteadOf && words.shownFor(insteadOf),
      first && words.enterOpens(first.name),
    ]
      .filter(Boolean)
      .join('. ');
  }

  /** After each drawing: the next tiles, the wish in the page's address, and what is remembered of the size. */
  updated(items: readonly Subsystem[]): void {
    const { state } = this.#access;
    this.#place.hold(state.kind === 'restoring' || (state.kind === 'ready' && state.subsystems.kind === 'loading'));
    if (state.kind !== 'ready' || !('items' in state.subsystems)) return;
    if (!this.isDrawing && this.#link.follow(state, items, this.#words)) this.#said = this.#link.note;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    soon(() => {
      this.#isWaiting = false;
      const host = this.#host;
      if (!host.isConnected) return;
      prepare(items);
      if (this.isDrawing) {
        this.#drawing.goOn();
        host.requestUpdate();
      } else if (this.#keeping.isKept && this.#access.state === state && items.length > 0 && !this.#isFiltered) {
        // Without notes the computer is a shared one, or the page wants nothing kept.
        keepShape({ count: items.length, width: host.offsetWidth, height: host.offsetHeight });
      }
    });
  }

  /** A subsystem is being opened. */
  opened(subsystem: Subsystem): void {
    this.#keeping.keep((kept) => withRecent(kept, subsystem.id));
  }

  renderTiles(items: readonly Subsystem[], draw: (subsystem: Subsystem) => TemplateResult): unknown {
    return (this.#results.has(items) ? this.#results : this.#all).render(items, draw);
  }

  /** What a tile has beside its name and its status. */
  detailsOf(subsystem: Subsystem): Pick<TileContext, 'about' | 'extras' | 'mark'> {
    const { id, name, status } = subsystem;
    const words = this.#words;
    const isFirst = subsystem === this.#first;
    const star = this.#keeping.isKept
      ? renderStar(words.favourite(name), this.#keeping.isFavourite(id), () => {
          this.#onStar(subsystem);
        })
      : nothing;
    return {
      about: status.kind === 'available' ? undefined : this.#aboutOf(subsystem),
      extras: html`${star}${isFirst ? html`<kbd class="enter" aria-hidden="true">Enter</kbd>` : nothing}`,
      mark: isFirst ? 'first' : subsystem === this.#link.pointed ? 'pointed' : '',
    };
  }

  renderStatus(subsystem: Subsystem): unknown {
    const { status } = subsystem;
    if (status.kind === 'available') return nothing;
    return renderStatus(status, this.#words, this.#access.language, this.#aboutOf(subsystem));
  }

  /** The field to search in, for the place that is kept for it, and how the list stands. */
  renderSearch(items: readonly Subsystem[]): TemplateResult {
    return renderBar({
      words: this.#words,
      query: this.#query,
      isList: this.#view === 'list',
      isTyping: this.#host.typeAhead === 'off' ? undefined : this.#keeping.kept.typing !== false,
      onInput: (query) => {
        this.#search(query, items);
      },
      onKeydown: this.#onKeydown,
      onFocus: this.#onFocus,
      onView: (view) => {
        this.#keeping.keep((kept) => ({ ...kept, view }));
      },
      onTyping: (typing) => {
        this.#keeping.keep((kept) => ({ ...kept, typing }));
      },
    });
  }

  /** What is to be said above the tiles: the list is old, EPOS cannot be reached, what was looked for instead. */
  renderNote({ subsystems, session }: Ready): unknown {
    const words = this.#words;
    // Without an error the list is being brought up to date: there is nothing to do about it.
    const isOld = subsystems.kind === 'stale' && subsystems.error;
    const text = isOld ? words.stale : session === 'offline' ? words.offline : '';
    const { insteadOf } = this.#found;
    const { note } = this.#link;
    return html`${
      text
        ? html`<div class="note">
            <span class="grow">${text}</span
            ><button class="button plain" part="action" type="button" @click=${this.#onRefresh}>
              ${words.refresh}
            </button>
          </div>`
        : nothing
    }
    ${note ? html`<div class="note">${note}</div>` : nothing}
    ${insteadOf ? html`<p class="muted">${words.shownFor(insteadOf)}</p>` : nothing}`;
  }

  /** What stands in place of tiles: the list failed, nothing is permitted, or nothing was found. */
  renderNoTiles({ subsystems }: Ready, items: readonly Subsystem[]): TemplateResult | typeof nothing {
    const words = this.#words;
    if (subsystems.kind === 'failed') {
      return html`<div class="empty failed">
        <p><strong>${words.listFailed}</strong></p>
        <p>${words.listFailedWhy}</p>
        <button class="button" part="action" type="button" @click=${this.#onRefresh}>${words.retry}</button>
      </div>`;
    }
    if (subsystems.kind === 'loading' || this.#found.items.length > 0) return nothing;
    if (items.length === 0) return html`<p class="empty">${words.noneYet}</p>`;
    return html`<div class="empty">
      <p>${words.nothingFound}</p>
      <button class="button quiet" part="action" type="button" @click=${this.#onShowAll}>${words.showAll}</button>
    </div>`;
  }

  get #isFiltered(): boolean {
    return this.#query.trim() !== '';
  }

  get #input(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector('input');
  }

  /** What Enter opens: said and shown while somebody searches, else nothing. */
  get #first(): Subsystem | undefined {
    const [first] = this.#found.items;
    return this.#isFiltered && this.#isSearching && first && this.#addressOf(first) ? first : undefined;
  }

  #addressOf(subsystem: Subsystem): string | undefined {
    const address = this.#access.source?.addressOf(subsystem);
    return isWeb(address) ? address : undefined;
  }

  /** Names the element that describes a tile. Identifiers of subsystems come from a server, and may have spaces. */
  #aboutOf(subsystem: Subsystem): string {
    const number = this.#numbers.get(subsystem) ?? this.#count++;
    this.#numbers.set(subsystem, number);
    return `about-${number}`;
  }

  #sectionsOf(items: readonly Subsystem[]): readonly Section[] {
    const { onOpen } = this.#access;
    const addressOf = (subsystem: Subsystem) => this.#addressOf(subsystem);
    return sectionsOf(items, { words: this.#words, keeping: this.#keeping, addressOf, onOpen });
  }

  #search(query: string, items: readonly Subsystem[]): void {
    this.#query = query;
    this.#said = '';
    this.#results.begin();
    this.update(items);
    this.#host.dispatchEvent(new EposSearchEvent(query.length, this.#found.items.length));
    this.#host.requestUpdate();
  }

  #clear(): void {
    this.#query = this.#said = '';
    this.#host.requestUpdate();
  }

  readonly #onStar = (subsystem: Subsystem): void => {
    const { id, name } = subsystem;
    this.#keeping.keep((kept) => toggled(kept, id));
    this.#said = this.#keeping.isFavourite(id) ? this.#words.favouriteKept(name) : this.#words.favouriteDropped(name);
    // The tile has moved to another section: whoever pressed the star still has it.
    focusTile(this.#host, id, '.star');
  };

  readonly #onPageKey = (event: KeyboardEvent): void => {
    const { typeAhead = 'page' } = this.#host;
    const input = this.#input;
    // Hidden, there is nothing to type into.
    if (typeAhead === 'off' || this.#keeping.kept.typing === false || !input?.getClientRects().length) return;
    if (typeAhead === 'focus' && !event.composedPath().includes(this.#host)) return;
    const meaning = meaningOf(event);
    if (!meaning) return;
    // The letter itself is written where the focus is by then.
    input.focus();
    if (meaning === 'wish') {
      event.preventDefault();
      input.select();
    }
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (!this.#query) return;
    if (event.key === 'Escape') {
      // Only the query is given up, not the panel around it.
      event.preventDefault();
      this.#clear();
    } else if (event.key === 'Enter' && !event.isComposing) {
      this.#host.renderRoot.querySelector<HTMLElement>('.first a')?.click();
    }
  };

  readonly #onFocus = ({ type }: Event): void => {
    this.#isSearching = type === 'focus';
    if (this.#query) this.#host.requestUpdate();
  };

  readonly #onShowAll = (): void => {
    this.#clear();
    this.#input?.focus();
  };

  readonly #onRefresh = (): void => {
    void this.#access.source?.refresh();
  };

  /** Paper cannot wait. */
  readonly #onPrint = (): void => {
    this.#all.finish();
    this.#results.finish();
    this.#host.requestUpdate();
  };
}

/** A session that has ended is no sign-out: the same person comes back to it. */
function isSignOut(state: EposState): boolean {
  if (state.kind === 'redirecting') return state.to === 'sign-out';
  return state.kind === 'signed-out' && state.reason !== 'ended';
}

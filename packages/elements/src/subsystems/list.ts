import type { EposState, Epos, Ready, Subsystem, SubsystemStatus } from '@epos-login/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../texts/first.ts';
import { ruList, type ListTexts } from '../texts/ru.list.ts';
import { searchIcon } from './list.icons.ts';
import { search } from './search.ts';
import { renderStatus } from './status.ts';
import type { EposSubsystems } from './subsystems.ts';

export { listStyles } from './list.styles.ts';

/** What `<epos-subsystems>` lets its list see and do. */
export interface ListAccess {
  readonly state: EposState;
  readonly source: Epos | undefined;
  readonly language: Language;
  wordsOf(russian: ListTexts): ListTexts;
  searched(query: string, found: number): void;
}

/**
 * What a plain list of subsystems does without: search, statuses, notes, and what stands in place of tiles. Loaded at
 * once where the list is not plain, else as soon as it stands.
 */
export class List {
  readonly #host: EposSubsystems;
  readonly #access: ListAccess;
  #query = '';

  constructor(host: EposSubsystems, access: ListAccess) {
    this.#host = host;
    this.#access = access;
  }

  get #words(): ListTexts {
    return this.#access.wordsOf(ruList);
  }

  /** The subsystems that the search leaves. */
  found(items: readonly Subsystem[]): readonly Subsystem[] {
    return search(items, this.#query);
  }

  /** What the live region says once loading is over. */
  newsOf(items: readonly Subsystem[]): string {
    const { state } = this.#access;
    if (state.kind !== 'ready') {
      this.#query = '';
      return '';
    }
    const words = this.#words;
    if (state.subsystems.kind === 'failed') return words.listFailed;
    if (!this.#query.trim()) return words.foundAll(items.length);
    return words.foundSome(this.found(items).length, items.length);
  }

  /** The field to search in, for the place that is kept for it. */
  renderSearch(items: readonly Subsystem[]): TemplateResult {
    const { search: label } = this.#words;
    return html`<label>
      <span class="heard">${label}</span>${searchIcon}
      <input
        type="search"
        part="search"
        placeholder=${label}
        autocomplete="off"
        spellcheck="false"
        .value=${this.#query}
        @input=${({ target }: InputEvent) => {
          this.#search((target as HTMLInputElement).value);
          this.#access.searched(this.#query, this.found(items).length);
        }}
        @keydown=${this.#onKeydown}
      />
    </label>`;
  }

  /** The list is old, or EPOS cannot be reached. */
  renderNote({ subsystems, session }: Ready): TemplateResult | typeof nothing {
    const words = this.#words;
    // Without an error the list is being brought up to date: there is nothing to do about it.
    const isOld = subsystems.kind === 'stale' && subsystems.error;
    const text = isOld ? words.stale : session === 'offline' ? words.offline : '';
    if (!text) return nothing;
    return html`<div class="note">
      <span class="grow">${text}</span
      ><button class="button plain" part="action" type="button" @click=${this.#onRefresh}>${words.refresh}</button>
    </div>`;
  }

  renderStatus(status: Exclude<SubsystemStatus, { kind: 'available' }>): TemplateResult {
    return renderStatus(status, this.#words, this.#access.language);
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
    if (subsystems.kind === 'loading' || this.found(items).length > 0) return nothing;
    if (items.length === 0) return html`<p class="empty">${words.noneYet}</p>`;
    return html`<div class="empty">
      <p>${words.nothingFound}</p>
      <button class="button quiet" part="action" type="button" @click=${this.#onShowAll}>${words.showAll}</button>
    </div>`;
  }

  #search(query: string): void {
    this.#query = query;
    this.#host.requestUpdate();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#query) return;
    // Only the query is given up, not the panel around it.
    event.preventDefault();
    this.#search('');
  };

  readonly #onShowAll = (): void => {
    this.#search('');
    this.#host.renderRoot.querySelector('input')?.focus();
  };

  readonly #onRefresh = (): void => {
    void this.#access.source?.refresh();
  };
}

/**
 * What a plain list of subsystems does without: search, statuses, notes, and what stands in its place. Loaded at once
 * where the list is not plain, else as soon as it stands.
 */
import type { Ready, Subsystem, SubsystemsState } from '@epos-login/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { ListTexts } from '../texts/ru.list.ts';
import { searchIcon } from './list.icons.ts';
import { search } from './search.ts';

export { ruList } from '../texts/ru.list.ts';
export { listStyles } from './list.styles.ts';
export { search };
export { renderStatus } from './status.ts';

/** What the live region says of a list that stands. */
export function newsOf(
  kind: SubsystemsState['kind'],
  items: readonly Subsystem[],
  query: string,
  words: ListTexts,
): string {
  if (kind === 'failed') return words.listFailed;
  return query.trim() ? words.foundSome(search(items, query).length, items.length) : words.foundAll(items.length);
}

/** The field to search in, for the place that is kept for it. */
export function renderSearch(
  label: string,
  query: string,
  onSearch: (event: InputEvent) => unknown,
  onKeydown: (event: KeyboardEvent) => void,
): TemplateResult {
  return html`<label>
    <span class="heard">${label}</span>${searchIcon}
    <input
      type="search"
      part="search"
      placeholder=${label}
      autocomplete="off"
      spellcheck="false"
      .value=${query}
      @input=${onSearch}
      @keydown=${onKeydown}
    />
  </label>`;
}

/** The list is old, or EPOS cannot be reached. */
export function renderNote(
  { subsystems, session }: Ready,
  words: ListTexts,
  onRefresh: () => void,
): TemplateResult | typeof nothing {
  const text = subsystems.kind === 'stale' ? words.stale : session === 'offline' ? words.offline : '';
  if (!text) return nothing;
  return html`<div class="note">
    <span class="grow">${text}</span
    ><button class="button plain" part="action" type="button" @click=${onRefresh}>${words.refresh}</button>
  </div>`;
}

export interface ListActions {
  readonly onRefresh: () => void;
  readonly onShowAll: () => void;
}

/** What stands in place of tiles: the list failed, nothing is permitted, or nothing was found. */
export function renderNoTiles(
  kind: SubsystemsState['kind'],
  permitted: number,
  words: ListTexts,
  { onRefresh, onShowAll }: ListActions,
): TemplateResult {
  if (kind === 'failed') {
    return html`<div class="empty failed">
      <p><strong>${words.listFailed}</strong></p>
      <p>${words.listFailedWhy}</p>
      <button class="button" part="action" type="button" @click=${onRefresh}>${words.retry}</button>
    </div>`;
  }
  if (permitted === 0) return html`<p class="empty">${words.noneYet}</p>`;
  return html`<div class="empty">
    <p>${words.nothingFound}</p>
    <button class="button quiet" part="action" type="button" @click=${onShowAll}>${words.showAll}</button>
  </div>`;
}

import '../define/epos-subsystems.ts';
import type { Notes } from '@epos-login/core';
import { fixtureEpos, manySubsystems, stateOf } from '@epos-login/testing';
import { fixtureSync, html } from '@open-wc/testing';
import type { EposSubsystems } from '../subsystems/subsystems.ts';
import { all, find, waitUntil } from './shown.ts';

export const many = stateOf('head', { category: 'employee' });
export const thousand = stateOf('head', {
  category: 'employee',
  subsystems: manySubsystems(1000).map((item) => ({ ...item, categories: ['employee'] })),
});

/** Notes that are at hand at once, as a page may bring its own. */
export function notesWith(kept: object = {}): Notes & { kept: () => Record<string, unknown> } {
  const notes = new Map<string, unknown>([['tiles', kept]]);
  return {
    read: (name) => notes.get(name),
    write: (name, value) => {
      notes.set(name, value);
    },
    kept: () => notes.get('tiles') as Record<string, unknown>,
  };
}

export async function showWith(properties: Partial<EposSubsystems>, state = many) {
  const epos = fixtureEpos(state);
  const element = Object.assign(document.createElement('epos-subsystems'), { epos, ...properties });
  fixtureSync<HTMLElement>(html`<div></div>`).append(element);
  await element.updateComplete;
  await waitUntil(() => isStill(element), 'all tiles stand', { timeout: 15_000 });
  return { element, epos };
}

export const isStill = (element: Element) =>
  element.shadowRoot?.querySelector('.root')?.getAttribute('aria-busy') === 'false' &&
  !!element.shadowRoot.querySelector('input');

export const shownTiles = (element: Element) => all(element, '.tile').filter((tile) => !tile.closest('.off'));
export const namesOf = (tiles: HTMLElement[]) => tiles.map((tile) => tile.querySelector('.name')!.textContent);
export const said = (element: Element) => find(element, '[role=status]').textContent.replaceAll('\u00a0', ' ');
export const sectionOf = (element: Element, title: string) =>
  all(element, 'section').find((section) => section.querySelector('.group')?.textContent.trim() === title);
export const starOf = (element: Element, id: string) => find(element, `[data-id=${id}] .star`);

export async function search(element: EposSubsystems, query: string): Promise<void> {
  const input = find<HTMLInputElement>(element, 'input');
  input.value = query;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await element.updateComplete;
}

/** A key as the document hears it. */
export function press(key: string, target: EventTarget = document.body, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

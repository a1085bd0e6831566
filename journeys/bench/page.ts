/**
 * The page of the benchmark: many tiles by `<epos-subsystems>`, and beside it the same by hand, with nothing but the
 * DOM. Times are in milliseconds, from the cause until the browser has laid everything out.
 *
 * @module
 */
import type { Subsystem } from '@epos-login/core';
import { fixtureEpos, manySubsystems, stateOf } from '@epos-login/testing';
import '../../packages/elements/src/define/epos-subsystems.ts';

export interface Times {
  /** Until the first screenful was painted. */
  readonly painted: number;
  /** How many tiles stood in that first frame. */
  readonly drawn: number;
  /** Until all tiles stood. */
  readonly complete: number;
  /** For each keystroke of a search, until its answer stood. */
  readonly keys: readonly number[];
}

declare global {
  interface Window {
    bench: Record<'element' | 'plain', (count: number) => Promise<Times>>;
  }
}

/** Typed letter by letter, then taken back. */
const queries = ['ш', 'шк', 'шко', 'школ', 'школа', 'шко', '', 'о', 'оц', 'оценки', '', ';ehyfk', ''];

const frame = () =>
  new Promise<number>((resolve) => {
    requestAnimationFrame(() => {
      // A task after the frame: by then it has been painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve(performance.now());
      };
      port2.postMessage(undefined);
    });
  });

async function until(holds: () => boolean): Promise<number> {
  while (!holds()) await frame();
  return performance.now();
}

async function element(count: number): Promise<Times> {
  localStorage.clear();
  const epos = fixtureEpos(stateOf('head', { category: 'employee', subsystems: 'loading' }));
  const host = document.createElement('epos-subsystems');
  host.epos = epos;
  // What is left to load is a matter of the line, not of drawing.
  host.view = 'list';
  document.body.append(host);
  await host.updateComplete;
  host.view = 'grid';
  await host.updateComplete;
  await frame();
  const tiles = () => host.renderRoot.querySelectorAll('.tile:not(.skeleton)').length;

  const start = performance.now();
  epos.move({ type: 'subsystems', subsystems: { kind: 'ready', items: permitted(count) } });
  await until(() => tiles() > 0);
  const drawn = tiles();
  const painted = (await frame()) - start;
  const complete = (await until(() => tiles() === permitted(count).length)) - start;

  const input = host.renderRoot.querySelector('input') as HTMLInputElement;
  const keys: number[] = [];
  for (const query of queries) {
    const before = performance.now();
    input.value = query;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await host.updateComplete;
    keys.push(laidOut(host, before));
    await until(() => host.renderRoot.querySelector('.root')?.getAttribute('aria-busy') === 'false');
  }
  host.remove();
  return { painted, drawn, complete, keys };
}

async function plain(count: number): Promise<Times> {
  const list = document.createElement('ul');
  const items = permitted(count);
  document.body.append(list);
  await frame();

  const start = performance.now();
  const rows = items.map((item) => {
    const row = plainTile(item);
    list.append(row);
    return { row, text: `${item.name} ${item.description ?? ''} ${(item.keywords ?? []).join(' ')}`.toLowerCase() };
  });
  const painted = (await frame()) - start;

  const keys: number[] = [];
  for (const query of queries) {
    const before = performance.now();
    for (const { row, text } of rows) row.hidden = !text.includes(query);
    keys.push(laidOut(list, before));
    await frame();
  }
  list.remove();
  return { painted, drawn: items.length, complete: painted, keys };
}

function plainTile({ name, description = '', url }: Subsystem): HTMLLIElement {
  const row = document.createElement('li');
  row.className = 'plain-tile';
  const picture = document.createElement('span');
  picture.className = 'plain-picture';
  picture.textContent = name[0] ?? '';
  const about = document.createElement('div');
  const link = document.createElement('a');
  link.href = url ?? '#';
  link.textContent = name;
  const text = document.createElement('span');
  text.textContent = description;
  about.append(link, text);
  row.append(picture, about);
  return row;
}

function permitted(count: number): Subsystem[] {
  return manySubsystems(count).map((item) => ({ ...item, categories: ['employee'] }));
}

function laidOut(target: HTMLElement, since: number): number {
  target.getBoundingClientRect();
  return performance.now() - since;
}

window.bench = { element, plain };

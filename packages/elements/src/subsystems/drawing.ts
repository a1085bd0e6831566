import type { Subsystem } from '@epos-login/core';
import { guard } from 'lit/directives/guard.js';
import type { Section } from './groups.ts';

/** Are drawn together. Fill a screen below the field to search in: a keystroke is answered by so many. */
const chunkSize = 24;
/** Fill a large screen; drawn within a frame. */
const screenful = 48;

/** Tiles of a section that are drawn together, and redrawn only with a new plan. */
interface Chunk {
  readonly items: readonly Subsystem[];
  /** How many tiles stand before it. */
  readonly start: number;
}

/**
 * Draws many tiles by and by: a screenful at once, the rest while the browser has nothing better to do. In the end all
 * of them stand, for the page's own search and for screen readers.
 */
export class Drawing {
  #limit = screenful;
  #total = 0;
  #isMany = false;
  #sections: readonly Section[] = [];
  #chunks = new Map<readonly Subsystem[], readonly Chunk[]>();

  get isMany(): boolean {
    return this.#isMany;
  }

  /** Whether there is something left to draw. */
  get isDrawing(): boolean {
    return this.#limit < this.#total;
  }

  /** The sections of which something is drawn. */
  get sections(): readonly Section[] {
    return this.#sections.filter(({ items }) => (this.#chunks.get(items)?.[0]?.start ?? 0) < this.#limit);
  }

  /**
   * Plans what is drawn.
   *
   * @param isMany whether the whole list is more than a screenful, of which fewer may have been found
   */
  plan(sections: readonly Section[], isMany: boolean): void {
    this.#isMany = isMany;
    this.#sections = sections;
    this.#chunks = new Map();
    this.#total = 0;
    for (const { items } of sections) {
      const chunks: Chunk[] = [];
      for (let from = 0; from < items.length; from += chunkSize) {
        chunks.push({ items: items.slice(from, from + chunkSize), start: this.#total + from });
      }
      this.#chunks.set(items, chunks);
      this.#total += items.length;
    }
  }

  /** Whether these are the tiles of one of its sections. */
  has(items: readonly Subsystem[]): boolean {
    return this.#chunks.has(items);
  }

  /** Begins anew, for somebody who is typing. */
  begin(): void {
    this.#limit = chunkSize;
  }

  goOn(): void {
    this.#limit += screenful;
  }

  finish(): void {
    this.#limit = Infinity;
  }

  render(items: readonly Subsystem[], draw: (subsystem: Subsystem) => unknown): unknown {
    // Nested parts where there were none would draw every tile again, and take the focus with them.
    if (!this.#isMany) return items.map(draw);
    const chunks = this.#chunks.get(items) ?? [];
    return chunks
      .filter(({ start }) => start < this.#limit)
      .map((chunk) => guard([chunk], () => chunk.items.map(draw)));
  }
}

/** When there is nothing better to do; Safari cannot say when that is. */
export function soon(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 200 });
  else setTimeout(work, 20);
}

import { shapeKey } from './place.ts';

/** How large the tiles stood the last time. It says nothing of whose they were, and goes with a sign-out all the same. */
export interface Shape {
  readonly count: number;
  /** Of the element, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** By how much the page's scroll bar may change the width, in CSS pixels. */
const scrollBar = 24;

/** What the tiles took the last time, if anything is known of it. Anybody may have written it. */
export function lastShape(): Shape | undefined {
  try {
    const [count, width, height] = (localStorage.getItem(shapeKey) ?? '').split(' ').map(Number);
    return count && width && height ? { count, width, height } : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers how large the tiles stand. */
export function keepShape({ count, width, height }: Shape): void {
  quietly(() => {
    localStorage.setItem(shapeKey, [count, width, height].join(' '));
  });
}

export function forgetShape(): void {
  quietly(() => {
    localStorage.removeItem(shapeKey);
  });
}

/** Keeps the place that the tiles took the last time while they are awaited, so that nothing below them moves. */
export class Place {
  readonly #host: HTMLElement;
  #sheet: CSSStyleSheet | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  hold(isWaiting: boolean): void {
    const last = isWaiting ? lastShape() : undefined;
    const fits = last && Math.abs(last.width - this.#host.offsetWidth) < scrollBar;
    if (fits) this.#write(`:host{min-block-size:${last.height}px}`);
    else if (this.#sheet) this.#write('');
  }

  #write(rules: string): void {
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      this.#host.shadowRoot?.adoptedStyleSheets.push(this.#sheet);
    }
    this.#sheet.replaceSync(rules);
  }
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Where storage is refused the next visit has the usual size.
  }
}

export interface Bounds {
  readonly width: number;
  readonly height: number;
}

/** Of the shadow below a panel. */
const margin = 24;

/** From the page's corner to the last of what the story draws, a panel that hangs out of it included. */
export function boundsOf(): Bounds {
  const page = document.querySelector('.story-page');
  const boxes = everyIn(page).map((element) => element.getBoundingClientRect());
  const end = (side: 'right' | 'bottom'): number => Math.max(1, ...boxes.map((box) => Math.ceil(box[side])));
  const hanging = end('bottom') > Math.ceil(page?.getBoundingClientRect().bottom ?? 0) ? margin : 0;
  return {
    width: Math.min(end('right'), document.documentElement.clientWidth),
    height: end('bottom') + hanging + Math.round(scrollY),
  };
}

function everyIn(element: Element | null): Element[] {
  if (!element?.checkVisibility() || element.getClientRects().length === 0) return [];
  // What scrolls by itself shows no more than its own box.
  if (getComputedStyle(element).overflow !== 'visible') return [element];
  return [element, ...[...(element.shadowRoot?.children ?? []), ...element.children].flatMap(everyIn)];
}

/** Requests that are under way, apart from those that a story leaves unanswered for good. */
let underway = 0;

const unanswered = /[/-]silent\//;

const ask = window.fetch.bind(window);
window.fetch = async (input, init) => {
  const { href } = new URL(input instanceof Request ? input.url : input, location.href);
  if (unanswered.test(href)) return ask(input, init);
  underway += 1;
  try {
    return await ask(input, init);
  } finally {
    underway -= 1;
  }
};

/** Looks that have to be the same one after another. */
const times = 4;

/** Milliseconds after which a story will never come to rest, on the slowest machine. */
const patience = 30_000;

/**
 * Waits until the page is quiet: nothing is asked of a portal, no element has anything left to draw, and several looks
 * at the whole of it, a frame and an idle moment apart, show the same. Movements are brought to their end.
 */
export async function settled(): Promise<void> {
  await document.fonts.ready;
  const giveUpAt = performance.now() + patience;
  let before = '';
  for (let same = 0; same < times;) {
    await new Promise(requestAnimationFrame);
    await idle();
    endMovements(document);
    const now = underway > 0 || isDrawing(document.body) ? '' : lookOf(document.body);
    same = now && now === before ? same + 1 : 0;
    if (performance.now() > giveUpAt) throw new Error(`The story does not come to rest: ${differenceOf(before, now)}`);
    before = now;
  }
}

/** Long lists are drawn in idle moments; Safari has none, and there a task does. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: 1000 });
    else setTimeout(resolve);
  });
}

function endMovements(root: Document | ShadowRoot): void {
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) endMovements(shadowRoot);
  for (const movement of root.getAnimations()) {
    const end = movement.effect?.getComputedTiming().endTime ?? 0;
    if (Number.isFinite(end)) {
      movement.finish();
    } else {
      movement.pause();
      movement.currentTime = 0;
    }
  }
}

function isDrawing(element: Element): boolean {
  const { isUpdatePending = false } = element as { isUpdatePending?: boolean };
  return isUpdatePending || childrenOf(element).some(isDrawing) || isLoading(element);
}

function isLoading(element: Element): boolean {
  return element instanceof HTMLImageElement && !element.complete;
}

function lookOf(element: Element): string {
  const { shadowRoot } = element;
  const inside = shadowRoot ? shadowRoot.innerHTML : '';
  const { width, height } = element.getBoundingClientRect();
  return `${inside}${width}x${height}${childrenOf(element).map(lookOf).join('')}`;
}

function differenceOf(before: string, now: string): string {
  if (!now) return underway > 0 ? 'a request is under way' : 'an element is drawing';
  const first = [...now].findIndex((letter, index) => letter !== before[index]);
  return now.slice(Math.max(0, first - 100), first + 100);
}

function childrenOf(element: Element): Element[] {
  return [...(element.shadowRoot?.children ?? []), ...element.children];
}

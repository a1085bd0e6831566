/** Every element as the page shows it: through shadow roots, with what is slotted in its slot. */
export function everything(root: Element): HTMLElement[] {
  return [root as HTMLElement, ...childrenOf(root).flatMap(everything)];
}

function childrenOf(element: Element): readonly Element[] {
  if (element.shadowRoot) return [...element.shadowRoot.children];
  const assigned = element instanceof HTMLSlotElement ? element.assignedElements() : [];
  return assigned.length > 0 ? assigned : [...element.children];
}

/** What is drawn, and for the eye: not what is only read out. */
export function seen(root: Element): HTMLElement[] {
  return everything(root).filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.heard, .epos-heard') &&
      element.localName !== 'slot',
  );
}

/** The element that holds another, through slots and shadow roots. */
function holderOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
}

/** The element and all that hold it, the nearest first. */
export function holdersOf(element: Element): Element[] {
  const holder = holderOf(element);
  return [element, ...(holder ? holdersOf(holder) : [])];
}

/** The words that can be read, each with what holds it directly and where it stands. */
export function words(root: Element): { text: string; holder: HTMLElement; lines: DOMRect[] }[] {
  return seen(root).flatMap((holder) =>
    [...holder.childNodes]
      .filter((node): node is Text => node instanceof Text && node.data.trim() !== '' && !holder.shadowRoot)
      .map((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
        return { text: node.data.replaceAll(/\s+/g, ' ').trim(), holder, lines };
      }),
  );
}

const interactive = 'a[href], button, input, textarea, select, [role=link][tabindex], [role=option]';

/** What can be pressed or typed into. */
export function controls(root: Element): HTMLElement[] {
  return seen(root).filter((element) => element.matches(interactive));
}

/** What Tab stops at; of radio buttons of one name, one. */
export function stops(root: Element): HTMLElement[] {
  const groups = new Set<string>();
  return controls(root).filter((element) => {
    if (element.tabIndex < 0 || element.matches('[role=option]')) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    if (groups.has(element.name)) return false;
    groups.add(element.name);
    return true;
  });
}

/** What lies on top at a point of the window, however deep. */
export function topmost(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y);
  while (found?.shadowRoot) {
    const deeper = found.shadowRoot.elementFromPoint(x, y);
    if (!deeper || deeper === found) break;
    found = deeper;
  }
  return found;
}

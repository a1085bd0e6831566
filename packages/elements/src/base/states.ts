const internals = new WeakMap<HTMLElement, ElementInternals>();

/**
 * Sets a custom state of an element: `:state(name)`, and `data-epos-name` where the browser lacks it (Chromium below
 * 125 takes only dashed names and throws for others).
 */
export function setState(element: HTMLElement, name: string, on: boolean): void {
  try {
    const own = internals.get(element) ?? element.attachInternals();
    internals.set(element, own);
    if (on) own.states.add(name);
    else own.states.delete(name);
  } catch {
    element.toggleAttribute(`data-epos-${name}`, on);
  }
}

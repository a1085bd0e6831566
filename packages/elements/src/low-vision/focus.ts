import type { ReactiveElement } from 'lit';

/** What has the focus, however deep in shadow roots. */
let focused: HTMLElement | undefined;

function onFocusin(event: Event): void {
  focused = event.composedPath()[0] as HTMLElement;
}

document.addEventListener('focusin', onFocusin);

document.addEventListener('focusout', ({ relatedTarget }) => {
  const left = focused;
  if (relatedTarget) return;
  // What is taken out and put in again comes back in the same task, and has not been left.
  setTimeout(() => {
    if (focused === left && !hasFocus(left)) focused = undefined;
  });
});

/** Remembers what has the focus inside: a move within one shadow root is not heard of outside. */
export function followFocus({ shadowRoot }: ReactiveElement): void {
  shadowRoot?.addEventListener('focusin', onFocusin);
  focused = (shadowRoot?.activeElement as HTMLElement | null | undefined) ?? focused;
}

/** For which stay in the page each element was looked at last. */
const stays = new WeakMap<ReactiveElement, object>();

/** Gives the focus back to what had it in an element that was taken out of the page and put in again. */
export function giveFocusBack(element: ReactiveElement, stay: object): void {
  const before = stays.get(element);
  stays.set(element, stay);
  if (!before || before === stay || !focused?.isConnected || hasFocus(focused)) return;
  let host: Node | null = focused;
  while (host && host !== element) host = host.parentNode ?? (host as Partial<ShadowRoot>).host ?? null;
  if (host) focused.focus({ preventScroll: true });
}

function hasFocus(element: Element | undefined): boolean {
  const root = element?.getRootNode() as Document | ShadowRoot | undefined;
  return !!element && root?.activeElement === element;
}

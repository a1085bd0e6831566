/**
 * Gives the focus back to what had it when a part of the page is taken out and put back at once, as «версия для
 * слабовидящих» does with the whole page.
 */
export class FocusKeeper {
  #focused: HTMLElement | undefined;

  constructor(host: HTMLElement) {
    host.addEventListener('focusin', ({ target }) => {
      this.#focused = target as HTMLElement;
    });
    // Chromium tells of the focus that goes with a removal as of any other: only what lasts is one.
    host.addEventListener('focusout', () => {
      const focused = this.#focused;
      queueMicrotask(() => {
        if (this.#focused === focused) this.#focused = undefined;
      });
    });
  }

  connected(): void {
    const focused = this.#focused;
    const { activeElement } = document;
    if (focused?.isConnected && (!activeElement || activeElement === document.body))
      focused.focus({ preventScroll: true });
  }

  disconnected(): void {
    const focused = this.#focused;
    setTimeout(() => {
      if (focused && !focused.isConnected) this.#focused = undefined;
    });
  }
}

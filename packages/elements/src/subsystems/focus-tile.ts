import type { LitElement } from 'lit';

/**
 * Moves the focus into a tile, once it is drawn.
 *
 * @param from where the focus must be by then; without it, anywhere
 */
export function focusTile(host: LitElement, id: string, selector: string, from?: Element): void {
  void host.updateComplete.then(() => {
    if (from && document.activeElement !== from) return;
    // Not by a selector: identifiers come from a server. What is hidden takes no focus.
    const tiles = [...host.renderRoot.querySelectorAll<HTMLElement>('.tile')];
    const shown = tiles.find((tile) => tile.dataset.id === id && !tile.closest('[hidden]'));
    shown?.querySelector<HTMLElement>(selector)?.focus();
  });
}

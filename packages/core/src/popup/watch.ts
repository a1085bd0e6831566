import type { PopupBrowser } from './browser.ts';

/** For an answer that is on its way while the window closes, in milliseconds. */
const grace = 500;

/** By then a page gets the focus back from a window that was closed, on an old computer too; in milliseconds. */
const handover = 500;

/** By then a window that was opened has the focus, on a slow computer too; in milliseconds. */
const takeover = 5_000;

/**
 * Tells a window that the person has closed from one that `Cross-Origin-Opener-Policy` has cut off: `closed` is true of
 * both. A closed window gives the focus back, one that stands keeps it. And a window is cut off when its first page
 * comes; from then on, none that could be seen before.
 *
 * @see HTML, section "Cross-origin opener policies": a browsing context group switch
 */
export class Watch {
  readonly #popup: Window;
  readonly #browser: Pick<PopupBrowser, 'focused'>;
  /** This page has lost the focus once: to the window, as far as can be known. */
  #left: boolean;
  /** A page of the SSO was there while the window was still to be seen. */
  #arrived = false;
  /** Since when the window is not to be seen. */
  #goneAt: number | undefined;
  /** Since when this page has the focus all the same. */
  #backAt: number | undefined;
  /** Something else had the focus for so long that the window must have it. */
  #stands = false;

  constructor(popup: Window, browser: Pick<PopupBrowser, 'focused'>) {
    this.#popup = popup;
    this.#browser = browser;
    this.#left = !browser.focused;
  }

  /**
   * @param now by a clock that only goes forward, in milliseconds
   * @returns `closed` by the person; `cut` off, and the person is back at this page; `undefined` while nothing is sure
   */
  look(now: number): 'closed' | 'cut' | undefined {
    this.#left ||= !this.#browser.focused;
    if (!this.#popup.closed) {
      this.#arrived ||= isForeign(this.#popup);
      return undefined;
    }
    this.#goneAt ??= now;
    if (!this.#browser.focused) {
      this.#backAt = undefined;
      this.#stands ||= now - this.#goneAt >= handover;
      return undefined;
    }
    this.#backAt ??= now;
    // A window that is cut off before it is drawn has not taken the focus yet, and would look like a closed one.
    if (now - this.#backAt < (this.#left || this.#arrived ? grace : takeover)) return undefined;
    // Whoever closes the window and goes elsewhere must not be sent away on coming back.
    return this.#stands && !this.#arrived ? 'cut' : 'closed';
  }
}

function isForeign(popup: Window): boolean {
  try {
    return !popup.location.href;
  } catch {
    return true;
  }
}

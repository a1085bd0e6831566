import { openChannel, type Channel } from '../channel/channel.ts';
import type { Place } from './placed.ts';

/** The browser as the popup sees it, on both sides. */
export interface PopupBrowser {
  /** Where this page is, for a window beside it. */
  readonly place: Place;
  /** Opens an empty window. `undefined` where the browser blocks it. */
  open(features: string): Window | undefined;
  /** Opens the channel of this name to the other windows of this origin; `undefined` where there is none. */
  channel(name: string, hear: (message: unknown) => void): Channel | undefined;
  /** Whether the person is at this page. */
  readonly focused: boolean;
  /** Calls again and again, after so many milliseconds. Returns what ends it. */
  every(milliseconds: number, work: () => void): () => void;
  /** Calls once, after so many milliseconds. Returns what calls it off. */
  later(milliseconds: number, work: () => void): () => void;
  /** Takes all parameters out of the address bar and out of this history entry. */
  cleanAddress(): void;
  /** Closes this page's own window. Whether the browser does. */
  close(): boolean;
}

/** The browser this module runs in. Nothing is touched before it is asked for, so importing it in Node is harmless. */
export const browser: PopupBrowser = {
  get place() {
    const { screenX: left, screenY: top, outerWidth: width, outerHeight: height } = window;
    // `availLeft` and `availTop`, for a second screen, stand in no specification; every browser of the floor has them.
    const { availLeft, availTop, availWidth, availHeight } = screen as Screen &
      Record<'availLeft' | 'availTop', number>;
    return {
      window: { left, top, width, height },
      screen: { left: availLeft, top: availTop, width: availWidth, height: availHeight },
    };
  },
  open(features) {
    // A name would make it a window that another sign-in may be using. And no `noopener`: it could not be led then.
    return window.open('about:blank', '_blank', features) ?? undefined;
  },
  channel: openChannel,
  get focused() {
    return document.visibilityState === 'visible' && document.hasFocus();
  },
  every(milliseconds, work) {
    const timer = setInterval(work, milliseconds);
    return () => {
      clearInterval(timer);
    };
  },
  later(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
  cleanAddress() {
    history.replaceState(history.state, '', location.pathname);
  },
  close() {
    window.close();
    // Only windows that a script has opened may be closed by one; what is about to go says so at once.
    return window.closed;
  },
};

import { tabStorage } from '../storage/storage.ts';
import type { StorageLike } from '../transport/transport.ts';
import type { VaultBrowser } from '../vault/browser.ts';

/** sessionStorage: the tab's own. Each call may throw. */
export interface TabStorage extends StorageLike {
  keys(): string[];
}

/** The browser as this transport sees it: everything that is not `fetch`, storage or time. */
export interface Page {
  readonly url: URL;
  /** Whether the page may do cryptography (Secure Contexts). */
  readonly secure: boolean;
  /** Whether the page stands in a frame. */
  readonly framed: boolean;
  readonly storage: TabStorage;
  /** Writes another address into the address bar and this history entry. */
  rewrite(url: string): void;
  /** Leaves for another address; `replace` leaves no history entry behind. */
  go(url: string, how?: 'assign' | 'replace'): void;
  /** Hands this page's address to the page whose hidden frame this is. */
  tellParent(state: string): void;
  /** Calls `listener` when the device or the tab comes back to life. */
  onWake(listener: () => void, signal: AbortSignal): void;
  /** What is loaded later; the browser's own where a page does not bring it. */
  readonly later?: LaterPage;
  /** What keeps a session needs; the browser's own where a page does not bring it. */
  readonly vaults?: VaultBrowser;
}

/** What is asked of the browser only for a silent question or a sign-out. */
export interface LaterPage {
  /** Leaves by posting a form; `refused` is called where the page's CSP forbids it. */
  readonly post: (action: string, fields: Record<string, string>, refused: () => void) => void;
  /** Loads an address in a hidden frame; the address it arrives at, or `undefined` when it does not. */
  readonly askInFrame: (url: string, state: string, signal: AbortSignal) => Promise<string | undefined>;
  /** Whether the SSO's cookies reach it from a frame of this page. */
  readonly isSameSite: (url: string) => boolean;
}

/** The page this module runs in. Nothing is touched before it is asked for, so importing it in Node is harmless. */
export const browserPage: Page = {
  get url() {
    return new URL(location.href);
  },
  get secure() {
    return isSecureContext;
  },
  get framed() {
    return window.parent !== window;
  },
  storage: { ...tabStorage, keys: () => Object.keys(sessionStorage) },
  rewrite(url) {
    history.replaceState(history.state, '', url);
  },
  go(url, how = 'assign') {
    location[how](url);
  },
  tellParent(state) {
    // The exact origin, never `*` (RFC 9700 section 4.17): a foreign parent gets nothing.
    window.parent.postMessage({ type: 'epos-login:answer', state, href: location.href }, location.origin);
  },
  onWake(listener, signal) {
    const wake = () => {
      if (document.visibilityState === 'visible') listener();
    };
    for (const type of ['visibilitychange', 'pageshow', 'online']) window.addEventListener(type, wake, { signal });
  },
};

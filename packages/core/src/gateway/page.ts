import type { LaterPage } from '../page/page.ts';
import { tabStorage } from '../storage/storage.ts';
import type { StorageLike } from '../transport/transport.ts';

/** The browser as this transport sees it: everything that is not `fetch`, storage or time. */
export interface Page {
  readonly url: URL;
  /** Whether the page stands in a frame. */
  readonly framed: boolean;
  /** sessionStorage. Each call may throw. */
  readonly storage: StorageLike;
  /** Web Locks, where the browser has them. */
  readonly locks: LockManager | undefined;
  /** Writes another address into the address bar and this history entry. */
  rewrite(url: string): void;
  /** Leaves for another address; `replace` leaves no history entry behind. */
  go(url: string, how?: 'assign' | 'replace'): void;
  /** Calls `listener` when the device, the tab or the window comes back to life. */
  onWake(listener: () => void, signal: AbortSignal): void;
  /** Calls once, after so many milliseconds. Returns what calls it off. */
  after(milliseconds: number, work: () => void): () => void;
  /** What is asked of the browser only at sign-out; the browser's own where a page does not bring it. */
  readonly later?: Pick<LaterPage, 'post' | 'isSameSite'>;
}

/** The page this module runs in. Nothing is touched before it is asked for. */
export const browserPage: Page = {
  get url() {
    return new URL(location.href);
  },
  get framed() {
    return window.parent !== window;
  },
  storage: tabStorage,
  get locks() {
    // Absent on pages without HTTPS.
    return (navigator as { locks?: LockManager }).locks;
  },
  rewrite(url) {
    history.replaceState(history.state, '', url);
  },
  go(url, how = 'assign') {
    location[how](url);
  },
  onWake(listener, signal) {
    const wake = () => {
      if (document.visibilityState === 'visible') listener();
    };
    for (const type of ['visibilitychange', 'pageshow', 'focus', 'online']) {
      window.addEventListener(type, wake, { signal });
    }
  },
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

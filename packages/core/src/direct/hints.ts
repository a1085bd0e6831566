import { quietly } from '../storage/storage.ts';
import type { StorageLike } from '../transport/transport.ts';
import type { TabStorage } from '../page/page.ts';

const prefix = 'epos-login:';
const sessionKey = `${prefix}had-session`;

/**
 * That there was a session here: no word about whose. It spares pages on which nobody ever signed in a question to the
 * SSO on every load. A storage that throws remembers nothing, and nothing else breaks.
 */
export class Hints {
  readonly #tab: StorageLike;
  readonly #browser: StorageLike;

  constructor(tab: StorageLike, browser: StorageLike) {
    this.#tab = quietly(tab);
    this.#browser = quietly(browser);
  }

  /** The issuer of the session that this tab had. */
  get tab(): string | null {
    return this.#tab.getItem(sessionKey);
  }

  /** The issuer of the last session that this browser had, perhaps in another tab. */
  get browser(): string | null {
    return this.#browser.getItem(sessionKey);
  }

  keep(issuer: string): void {
    this.#tab.setItem(sessionKey, issuer);
    this.#browser.setItem(sessionKey, issuer);
  }

  forgetTab(): void {
    this.#tab.removeItem(sessionKey);
  }

  forget(): void {
    this.forgetTab();
    this.#browser.removeItem(sessionKey);
  }
}

/** Whether anything is remembered that is worth loading the client for: a session, or a sign-in under way. */
export function isAnythingHinted(tab: Pick<TabStorage, 'keys'>, browser: StorageLike): boolean {
  try {
    if (tab.keys().some((key) => key.startsWith(prefix))) return true;
  } catch {
    // Blocked: then nothing is remembered there.
  }
  return quietly(browser).getItem(sessionKey) !== null;
}

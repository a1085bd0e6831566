import type { SignedOutReason } from '../state/state.ts';
import { quietly } from '../storage/storage.ts';
import type { StorageLike } from '../transport/transport.ts';

const sessionKey = 'epos-login:had-session';
const reasonKey = 'epos-login:signed-out';

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

  /** Carries the outcome of a silent question over the one page load back to where the person was. */
  leaveReason(reason: SignedOutReason): void {
    this.#tab.setItem(reasonKey, reason);
  }

  takeReason(): SignedOutReason | undefined {
    const reason = this.#tab.getItem(reasonKey);
    this.#tab.removeItem(reasonKey);
    return reason === 'ended' || reason === 'unknown' ? reason : undefined;
  }
}

/** Whether anything is remembered that is worth loading the client for. */
export function isAnythingHinted(tab: StorageLike, browser: StorageLike): boolean {
  const hints = new Hints(tab, browser);
  return !!(hints.tab ?? hints.browser ?? quietly(tab).getItem(reasonKey));
}

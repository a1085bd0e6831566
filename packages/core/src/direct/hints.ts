import type { SignedOutReason } from '../state/state.ts';
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
    this.#tab = tab;
    this.#browser = browser;
  }

  /** Whether anything is remembered at all. */
  get any(): boolean {
    return this.tab || this.browser || Boolean(attempt(() => this.#tab.getItem(reasonKey)));
  }

  /** Whether this tab had a session. */
  get tab(): boolean {
    return attempt(() => this.#tab.getItem(sessionKey)) === '1';
  }

  /** Whether this browser had a session, perhaps in another tab. */
  get browser(): boolean {
    return attempt(() => this.#browser.getItem(sessionKey)) === '1';
  }

  keep(): void {
    for (const storage of [this.#tab, this.#browser]) {
      attempt(() => {
        storage.setItem(sessionKey, '1');
      });
    }
  }

  forgetTab(): void {
    attempt(() => {
      this.#tab.removeItem(sessionKey);
    });
  }

  forget(): void {
    this.forgetTab();
    attempt(() => {
      this.#browser.removeItem(sessionKey);
    });
  }

  /** Carries the outcome of a silent question over the one page load back to where the person was. */
  leaveReason(reason: SignedOutReason): void {
    attempt(() => {
      this.#tab.setItem(reasonKey, reason);
    });
  }

  takeReason(): SignedOutReason | undefined {
    return attempt(() => {
      const reason = this.#tab.getItem(reasonKey);
      this.#tab.removeItem(reasonKey);
      return reason === 'ended' || reason === 'unknown' ? reason : undefined;
    });
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

import { EposError } from '../errors/errors.ts';
import { inTurn } from '../page/locks.ts';
import type { Client } from './gateway-client.ts';
import type { Context } from './context.ts';
import { refreshKey } from './keys.ts';

/** How long another tab's refresh is waited for, in milliseconds. */
const patience = 8_000;
/** The longest pause that failures bring about, in milliseconds. */
const longestPause = 30_000;

/**
 * Renews what the session lives on: once for all who wait here, and once for all tabs. Only this writes the session's
 * cookie, and of two answers that both do so the older may win.
 */
export class Refresh {
  readonly #context: Context;
  readonly #client: Client;
  #running: Promise<boolean> | undefined;
  #failures = 0;
  /** After a failure: what to tell until then. */
  #pause: { readonly until: number; readonly error: EposError } | undefined;

  constructor(context: Context, client: Client) {
    this.#context = context;
    this.#client = client;
  }

  /**
   * @param mark what the client's mark was when it turned out that a refresh is needed
   * @returns whether it was done here, not by another tab
   */
  run(mark: string | null): Promise<boolean> {
    this.#running ??= this.#attempt(mark).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #attempt(mark: string | null): Promise<boolean> {
    const now = () => this.#context.environment.clock.monotonic();
    if (this.#pause && now() < this.#pause.until) throw this.#pause.error;
    try {
      const isOurs = await this.#inTurn(mark);
      this.#pause = undefined;
      this.#failures = 0;
      return isOurs;
    } catch (error) {
      if (error instanceof EposError) {
        if (error.code === 'session_ended') this.#client.end();
        if (error.retryable) {
          const pause = Math.max(1000 * 2 ** this.#failures++, (error.retryAfter ?? 0) * 1000);
          this.#pause = { error, until: now() + Math.min(pause, longestPause) };
        }
      }
      throw error;
    }
  }

  async #inTurn(mark: string | null): Promise<boolean> {
    const work = () => this.#refresh(mark);
    const late = new EposError('lock_timeout', 'session');
    try {
      return await inTurn(
        this.#context.page.locks,
        { name: refreshKey(this.#context), wait: patience, late: () => late },
        work,
      );
    } catch (error) {
      // A tab that was frozen with the lock holds nobody up: its answer, whenever it comes, brings a cookie of the same
      // session, and the gateway's provider does not spend refresh tokens where the session lives in a cookie.
      if (error === late) return work();
      throw error;
    }
  }

  async #refresh(mark: string | null): Promise<boolean> {
    const { session } = this.#client;
    // Signed out, or another's turn, while this waited.
    if (!session) throw new EposError('session_ended', 'session');
    if (this.#client.refreshMark !== mark) {
      this.#client.refreshed();
      return false;
    }
    const answer = await this.#context.lent.askRefresh(this.#context);
    this.#context.environment.storage.setItem(refreshKey(this.#context), String(Math.random()));
    // Signed out while the answer was on its way: it must not bring the session back.
    if (this.#client.session?.id !== session.id) throw new EposError('session_ended', 'session');
    this.#client.learn(answer);
    return true;
  }
}

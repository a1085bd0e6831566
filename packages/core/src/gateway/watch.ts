import { EposError } from '../errors/errors.ts';
import type { SessionHealth } from '../state/state.ts';
import type { Client } from './gateway-client.ts';
import type { Context } from './context.ts';
import { warningTime } from './session.ts';

/** Asked at most this often for a page that comes back to life. In milliseconds. */
const throttle = 5_000;
/** Browsers slow long timers down and a sleeping device stops them, so none is longer than this. In milliseconds. */
const [shortestTick, longestTick] = [1_000, 30_000];

/**
 * Knows ahead when the session ends, and finds out what became of it while nobody looked. All its questions are
 * passive: a sliding session is put off by people, not by clocks.
 */
export class Watch {
  readonly #context: Context;
  readonly #client: Client;
  #health: SessionHealth = 'fresh';
  #callOff: (() => void) | undefined;
  /** Of which session this is the watch. */
  #watched: string | undefined;

  constructor(context: Context, client: Client) {
    this.#context = context;
    this.#client = client;
    this.follow();
  }

  /** Another session stands, or the same one longer, or none. */
  follow(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    const { session } = this.#client;
    if (this.#watched !== session?.id) this.#health = 'fresh';
    this.#watched = session?.id;
    if (!session) return;
    const left = session.endsAt - this.#now;
    const calm = left - warningTime(session);
    this.#report(calm > 0 ? 'fresh' : 'expiring');
    const wait = Math.min(Math.max(calm > 0 ? calm : left, shortestTick), longestTick);
    this.#callOff = this.#context.page.after(wait, () => {
      this.#tick();
    });
  }

  /** The device, the tab or the window comes back to life. */
  async wake(): Promise<void> {
    const { clock } = this.#context.environment;
    const isRecent = Math.abs(clock.now() - this.#client.askedAt) < throttle;
    if (this.#client.isRestoring || (isRecent && this.#health !== 'offline')) return;
    await this.#ask();
  }

  #tick(): void {
    const { session } = this.#client;
    if (!session) return;
    const left = session.endsAt - this.#now;
    // Somebody may have put it off meanwhile, here or in another tab.
    const isNear = left <= warningTime(session) && this.#health === 'fresh';
    if (left <= 0 || isNear || this.#health === 'offline') void this.#ask();
    else this.follow();
  }

  async #ask(): Promise<void> {
    const client = this.#client;
    client.asked();
    const { session } = client;
    try {
      const answer = await this.#context.lent.askSession(this.#context, { passive: '1' }, { phase: 'session' });
      // Whatever happened meanwhile is newer.
      if (client.session === session && !client.isRestoring) client.learn(answer);
    } catch (error) {
      if (client.session !== session || !session) return;
      if (error instanceof EposError && error.code === 'session_ended') client.end();
      else this.#endure();
    }
  }

  /** A fault of the line or of the gateway never ends a session: the next occasion tells. */
  #endure(): void {
    this.#report('offline');
    this.#callOff?.();
    this.#callOff = this.#context.page.after(longestTick, () => {
      this.#tick();
    });
  }

  #report(session: SessionHealth): void {
    if (session === this.#health) return;
    this.#health = session;
    this.#context.environment.emit({ type: 'session', session });
  }

  get #now(): number {
    return this.#context.environment.clock.monotonic();
  }
}

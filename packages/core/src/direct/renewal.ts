import { EposError } from '../errors/errors.ts';
import type { SessionHealth } from '../state/state.ts';
import type { Limits } from '../abortable/abortable.ts';
import type { Context } from './context.ts';
import type { Lent } from './lent.ts';
import type { Session } from './session.ts';
import type { SilentOutcome } from './silent-outcome.ts';
import { askSilently } from './silent.ts';
import type { Tokens } from './tokens.ts';

/** The longest pause that failures bring about, in milliseconds. */
const longestPause = 30_000;

/** The longest pause that a server may ask for, in seconds: nobody waits for a slip of the pen. */
const longestPatience = 300;

/** After a failure: when to ask again at the earliest, and what to tell until then. */
interface Pause {
  readonly until: number;
  readonly error: EposError;
}

/** How tokens are renewed. */
interface Occasion extends Limits {
  /** Whether tokens that come from the SSO are still to be kept: the person may have signed out meanwhile. */
  readonly isWanted?: () => boolean;
}

/** Trades the refresh token; where that comes to nothing, asks the SSO whether it knows the person. */
export async function renewOrAsk(
  context: Context,
  before: Tokens,
  lent: Lent,
  { isWanted = () => true, ...limits }: Occasion,
): Promise<SilentOutcome> {
  const vault = await context.vault();
  let frozen: EposError | undefined;
  if (before.refresh) {
    // Not stopped half-way: the answer may hold the only refresh token that is good from now on.
    const work = (latest: Tokens) => lent.refresh(context, latest, { phase: limits.phase });
    try {
      return await (vault ? vault.renew(before, work) : work(before));
    } catch (error) {
      const { code, providerCode } = error as EposError;
      // A tab that holds the lock and does not move says nothing about the session.
      if (code === 'lock_timeout') frozen = error as EposError;
      // A spent or withdrawn refresh token does not say that the person is signed out at the SSO.
      else if (providerCode !== 'invalid_grant') throw error;
    }
  }
  const outcome = await askSilently(context, before.server, limits, lent);
  if (typeof outcome !== 'object') {
    if (frozen) throw frozen;
  } else if (isWanted()) await vault?.save(outcome);
  return outcome;
}

/** Brings new tokens for the old: one renewal at a time, with patience for servers and lines that fail. */
export class Renewal {
  #running: Promise<Tokens> | undefined;
  #health: SessionHealth = 'fresh';
  #failures = 0;
  #drift: number;
  #pause: Pause | undefined;
  readonly #context: Context;
  readonly #session: Session;
  readonly #lent: Lent;

  constructor(context: Context, session: Session, lent: Lent) {
    this.#context = context;
    this.#session = session;
    this.#lent = lent;
    this.#drift = this.#measure();
  }

  #measure(): number {
    const { clock } = this.#context.environment;
    return clock.now() - clock.monotonic();
  }

  /** Shared by all who wait: a refresh token used twice ends the session at many servers. */
  renew(before: Tokens): Promise<Tokens> {
    this.#running ??= this.#attempt(before).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** The device or the tab comes back to life. */
  async wake(tokens: Tokens, due: boolean): Promise<void> {
    // The line may be back, but a server that asked for patience has not changed its mind.
    if (!this.#pause?.error.retryAfter) this.#pause = undefined;
    const drift = this.#drift;
    const slept = Math.abs((this.#drift = this.#measure()) - drift) > 30_000;
    if (due || slept || this.#health === 'offline') await this.renew(tokens);
  }

  async #attempt(before: Tokens): Promise<Tokens> {
    let outcome: SilentOutcome;
    try {
      if (this.#pause && this.#now < this.#pause.until) throw this.#pause.error;
      const isWanted = () => this.#session.tokens === before;
      outcome = await renewOrAsk(this.#context, before, this.#lent, { phase: 'session', isWanted });
    } catch (error) {
      return this.#endure(before, error);
    }
    const { emit } = this.#context.environment;
    // Signed out while the answer was on its way: it must not bring the session back.
    if (this.#session.tokens !== before) throw new EposError('session_ended', 'session');

    if (typeof outcome === 'object') {
      this.#session.adopt(outcome);
      this.#pause = undefined;
      this.#failures = 0;
      this.#report('fresh');
      if (outcome.sub === before.sub) return outcome;
      // Somebody else has signed in at the SSO: nothing asked for by the first person may go out in their name.
      emit({ type: 'ended', reason: 'elsewhere' });
      emit({ type: 'changed' });
    } else if (outcome === 'unknown' && !this.#isOver(before)) {
      this.#report('expiring');
      return before;
    } else {
      void this.#session.forget();
      // Where it is unknown the hint stays, and the next page load may find the session by a redirect.
      if (outcome === 'ended') this.#context.hints.forget();
      emit({ type: 'ended', reason: outcome });
    }
    throw new EposError('session_ended', 'session');
  }

  /** A fault of the network never ends a session. */
  #endure(before: Tokens, error: unknown): Tokens {
    if (this.#session.tokens === before && error instanceof EposError && error.retryable) {
      if (error !== this.#pause?.error) {
        const pause = Math.min(1000 * (2 ** this.#failures++ - 1), longestPause);
        this.#pause = {
          error,
          until: this.#now + Math.max(pause, Math.min(error.retryAfter ?? 0, longestPatience) * 1000),
        };
      }
      this.#report('offline');
      if (!this.#isOver(before)) return before;
    }
    throw error;
  }

  #report(health: SessionHealth): void {
    if (health === this.#health) return;
    this.#health = health;
    this.#context.environment.emit({ type: 'session', session: health });
  }

  #isOver({ expiresAt }: Tokens): boolean {
    return expiresAt <= this.#now;
  }

  get #now(): number {
    return this.#context.environment.clock.monotonic();
  }
}

import { EposError } from '../errors/errors.ts';
import type { SessionHealth } from '../state/state.ts';
import type { Context } from './context.ts';
import { abortable } from '../abortable/abortable.ts';
import { loadLater } from './later.ts';
import { lent } from './lent.ts';
import type { SilentOutcome } from './silent-outcome.ts';
import { refresh, type Tokens } from './tokens.ts';

/** Tokens are renewed this long before their end, so that none runs out on its way. In milliseconds. */
const margin = 30_000;

/** The longest pause that failures bring about, in milliseconds. */
const longestPause = 30_000;

/** After a failure: when to ask again at the earliest, and what to tell until then. */
interface Pause {
  readonly until: number;
  readonly error: EposError;
}

/**
 * The session of this page: tokens in memory, renewed when they are used and when the device wakes up. There are no
 * timers: browsers throttle them, and a sleeping laptop stops them.
 */
export class Session {
  #tokens: Tokens | undefined;
  #renewal: Promise<Tokens> | undefined;
  #health: SessionHealth = 'fresh';
  #failures = 0;
  #pause: Pause | undefined;
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  get tokens(): Tokens | undefined {
    return this.#tokens;
  }

  /** A sign-in, or the SSO's answer to a silent question, brought these. */
  begin(tokens: Tokens): void {
    this.adopt(tokens);
    void this.#context.vault.then((vault) => vault?.save(tokens));
  }

  /** These are kept already. */
  adopt(tokens: Tokens): void {
    this.#tokens = tokens;
    this.#pause = undefined;
    this.#failures = 0;
    this.#context.hints.keep(tokens.server.issuer);
    this.#report('fresh');
    loadLater('session').catch(() => undefined);
  }

  /** Forgets them here; they stay where they are kept. */
  drop(): void {
    this.#tokens = undefined;
    this.#pause = undefined;
    this.#health = 'fresh';
  }

  /** The session is over. */
  forget(): void {
    const before = this.#tokens;
    this.drop();
    void this.#context.vault.then((vault) => vault?.clear(before));
  }

  /**
   * Tokens that are good for now.
   *
   * @param options.refused an access token that a server has just refused: another one is wanted
   */
  async fresh({
    refused,
    signal,
  }: {
    refused?: string | undefined;
    signal?: AbortSignal | undefined;
  }): Promise<Tokens> {
    const tokens = this.#tokens;
    if (!tokens) throw new EposError('session_ended', 'session');
    if (tokens.access !== refused && !this.#isDue(tokens)) return tokens;
    return abortable(this.#renew(tokens), { phase: 'session', signal });
  }

  /** Called when the device or the tab comes back to life. Failures are told by events. */
  wake(): void {
    const tokens = this.#tokens;
    // The line may be back, but a server that asked for patience has not changed its mind.
    if (!this.#pause?.error.retryAfter) this.#pause = undefined;
    if (tokens && (this.#isDue(tokens) || this.#health === 'offline')) this.#renew(tokens).catch(() => undefined);
  }

  /** One renewal at a time, shared by all who wait: a refresh token used twice ends the session at many servers. */
  #renew(before: Tokens): Promise<Tokens> {
    this.#renewal ??= this.#attempt(before).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #attempt(before: Tokens): Promise<Tokens> {
    let outcome: SilentOutcome;
    try {
      if (this.#pause && this.#now < this.#pause.until) throw this.#pause.error;
      outcome = await this.#ask(before);
    } catch (error) {
      return this.#endure(before, error);
    }
    const { emit } = this.#context.environment;
    // Signed out while the answer was on its way: it must not bring the session back.
    if (this.#tokens !== before) throw new EposError('session_ended', 'session');

    if (typeof outcome === 'object') {
      this.adopt(outcome);
      if (outcome.sub === before.sub) return outcome;
      // Somebody else has signed in at the SSO: nothing asked for by the first person may go out in their name.
      emit({ type: 'changed' });
    } else if (outcome === 'unknown' && !this.#isOver(before)) {
      this.#report('expiring');
      return before;
    } else {
      this.forget();
      // Where it is unknown the hint stays, and the next page load may find the session by a redirect.
      if (outcome === 'ended') this.#context.hints.forget();
      emit({ type: 'ended', reason: outcome });
    }
    throw new EposError('session_ended', 'session');
  }

  async #ask(before: Tokens): Promise<SilentOutcome> {
    const vault = await this.#context.vault;
    let frozen: EposError | undefined;
    if (before.refresh) {
      const work = () => refresh(this.#context, before, { phase: 'session' });
      try {
        return await (vault ? vault.renew(before, work) : work());
      } catch (error) {
        const { code, providerCode } = error as EposError;
        // A tab that holds the lock and does not move says nothing about the session.
        if (code === 'lock_timeout') frozen = error as EposError;
        // A spent or withdrawn refresh token does not say that the person is signed out at the SSO.
        else if (providerCode !== 'invalid_grant') throw error;
      }
    }
    const { askSilently } = await loadLater('session');
    const outcome = await askSilently(this.#context, before.server, { phase: 'session' }, lent);
    if (typeof outcome === 'object') await vault?.save(outcome);
    else if (frozen) throw frozen;
    return outcome;
  }

  /** A fault of the network never ends a session. */
  #endure(before: Tokens, error: unknown): Tokens {
    if (this.#tokens === before && error instanceof EposError && error.retryable) {
      if (error !== this.#pause?.error) {
        const pause = Math.min(1000 * (2 ** this.#failures++ - 1), longestPause);
        this.#pause = { error, until: this.#now + Math.max(pause, (error.retryAfter ?? 0) * 1000) };
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

  #isDue(tokens: Tokens): boolean {
    return this.#remaining(tokens) <= Math.min(margin, tokens.lifetime / 4);
  }

  #isOver(tokens: Tokens): boolean {
    return this.#remaining(tokens) <= 0;
  }

  #remaining({ expiresAt }: Tokens): number {
    return expiresAt - this.#now;
  }

  get #now(): number {
    return this.#context.environment.clock.monotonic();
  }
}

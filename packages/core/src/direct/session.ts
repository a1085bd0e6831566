import { EposError } from '../errors/errors.ts';
import type { SessionHealth } from '../state/state.ts';
import type { Context } from './context.ts';
import { abortable } from '../abortable/abortable.ts';
import { askSilently, type SilentOutcome } from './silent.ts';
import { refresh, type Tokens } from './tokens.ts';

/** Tokens are renewed this long before their end, so that none runs out on its way. In milliseconds. */
const margin = 30_000;

/**
 * The session of this page: tokens in memory, renewed when they are used and when the device wakes up. There are no
 * timers: browsers throttle them, and a sleeping laptop stops them.
 */
export class Session {
  #tokens: Tokens | undefined;
  #renewal: Promise<Tokens> | undefined;
  #health: SessionHealth = 'fresh';
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  get tokens(): Tokens | undefined {
    return this.#tokens;
  }

  begin(tokens: Tokens): void {
    this.#tokens = tokens;
    this.#context.hints.keep();
    this.#report('fresh');
  }

  forget(): void {
    this.#tokens = undefined;
    this.#health = 'fresh';
  }

  /**
   * An access token that is good for now.
   *
   * @param options.refused a token that a server has just refused: another one is wanted
   */
  async token({
    refused,
    signal,
  }: {
    refused?: string | undefined;
    signal?: AbortSignal | undefined;
  }): Promise<string> {
    const tokens = this.#tokens;
    if (!tokens) throw new EposError('session_ended', 'session');
    if (tokens.access !== refused && !this.#isDue(tokens)) return tokens.access;
    return (await abortable(this.#renew(tokens), { phase: 'session', signal })).access;
  }

  /** Called when the device or the tab comes back to life. Failures are told by events. */
  wake(): void {
    const tokens = this.#tokens;
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
      outcome = await this.#ask(before);
    } catch (error) {
      return this.#endure(before, error);
    }
    const { emit } = this.#context.environment;
    // Signed out while the answer was on its way: it must not bring the session back.
    if (this.#tokens !== before) throw new EposError('session_ended', 'session');

    if (typeof outcome === 'object') {
      this.begin(outcome);
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
    if (before.refresh) {
      try {
        return await refresh(this.#context, before, { phase: 'session' });
      } catch (error) {
        // A spent or withdrawn refresh token does not say that the person is signed out at the SSO.
        if (!(error instanceof EposError && error.providerCode === 'invalid_grant')) throw error;
      }
    }
    return askSilently(this.#context, before.server, { phase: 'session' });
  }

  /** A fault of the network never ends a session. */
  #endure(before: Tokens, error: unknown): Tokens {
    if (this.#tokens === before && error instanceof EposError && error.retryable) {
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
    return expiresAt - this.#context.environment.clock.monotonic();
  }
}

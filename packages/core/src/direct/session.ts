import { abortable } from '../abortable/abortable.ts';
import { EposError } from '../errors/errors.ts';
import type { Context } from './context.ts';
import { loadLater } from './later.ts';
import { lent } from './lent.ts';
import type { Renewal } from './renewal.ts';
import type { Tokens } from './tokens.ts';

/** Tokens are renewed this long before their end, so that none runs out on its way. In milliseconds. */
const margin = 30_000;

/**
 * The session of this page: tokens in memory, renewed when they are used and when the device wakes up. There are no
 * timers: browsers throttle them, and a sleeping laptop stops them.
 */
export class Session {
  #tokens: Tokens | undefined;
  #renewal: Promise<Renewal> | undefined;
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  get tokens(): Tokens | undefined {
    return this.#tokens;
  }

  /** A sign-in, or the SSO's answer to a silent question, brought these. Resolves when they are kept. */
  async begin(tokens: Tokens): Promise<void> {
    this.adopt(tokens);
    await (await this.#context.vault())?.save(tokens);
  }

  /** These are kept already. */
  adopt(tokens: Tokens): void {
    this.#tokens = tokens;
    this.#context.hints.keep(tokens.server.issuer);
    // Long before it is needed: when it is, the page may be old and the file gone from its server.
    this.#load().catch(() => undefined);
  }

  /** Forgets them here; they stay where they are kept. */
  drop(): void {
    this.#tokens = undefined;
    this.#renewal = undefined;
  }

  /** The session is over. Resolves when nothing is kept of it. */
  async forget(): Promise<void> {
    const before = this.#tokens;
    this.drop();
    await (await this.#context.vault())?.clear(before);
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
    if (tokens.access !== refused && !this.isDue(tokens)) return tokens;
    const renewed = this.#load().then((renewal) => renewal.renew(tokens));
    return abortable(renewed, { phase: 'session', signal });
  }

  /** Called when the device or the tab comes back to life. Failures are told by events. */
  async wake(): Promise<void> {
    const tokens = this.#tokens;
    if (!tokens) return;
    const renewal = await this.#load();
    await renewal.wake(tokens, this.isDue(tokens));
  }

  /** Whether they must be renewed before they are used. */
  isDue({ expiresAt, lifetime }: Tokens): boolean {
    return expiresAt - this.#context.environment.clock.monotonic() <= Math.min(margin, lifetime / 4);
  }

  #load(): Promise<Renewal> {
    this.#renewal ??= loadLater('session').then(
      ({ Renewal }) => new Renewal(this.#context, this, lent),
      (error: unknown) => {
        this.#renewal = undefined;
        throw error;
      },
    );
    return this.#renewal;
  }
}

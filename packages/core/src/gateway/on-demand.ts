/** `eposOnDemand`: sign-in over the gateway for pages on which most visitors never sign in. @module */
import type { Category, Subsystem } from '../contract/contract.ts';
import type { GatewaySession } from '../contract/gateway.ts';
import type { Epos, WaitOptions } from '../epos/epos.ts';
import type { EposState, SignedOutReason } from '../state/state.ts';
import type { SignInOptions, SignOutOptions } from '../transport/transport.ts';
import { askFirst, type FirstAnswer } from './first-question.ts';

export type { FirstAnswer } from './first-question.ts';

/** What `eposOnDemand` is made of. */
export interface OnDemandOptions {
  /** The gateway's address, as for `gateway`. */
  url: string;
  /** Makes the `Epos`, of parts that load now. What the gateway has answered goes to `gateway` as `first`. */
  create: (first: FirstAnswer | undefined) => Promise<Epos>;
}

/** The gateway is asked again at most this often, in milliseconds. */
const throttle = 5_000;
/** Then the `Epos`, which is patient, waits instead. In milliseconds. */
const longestWait = 3_000;

/**
 * An `Epos` that begins with the one question who is signed in: 0.8 kB at once. Where nobody is, that is all; `create`
 * is called with the first answer, click or sign-in in another tab, and from then on this is the `Epos` it has made.
 *
 * @param options see {@linkcode OnDemandOptions}
 * @example
 * ```ts
 * import { eposOnDemand } from '@epos-login/core/gateway-on-demand';
 *
 * const epos = eposOnDemand({
 *   url: '/auth',
 *   create: async (first) => {
 *     const { createEpos, gateway, portalApi } = await import('@epos-login/core');
 *     return createEpos({ transport: gateway({ url: '/auth', first }), portal: portalApi('/api') });
 *   },
 * });
 * ```
 */
export function eposOnDemand(options: OnDemandOptions): Epos {
  return new EposOnDemand(options);
}

class EposOnDemand implements Epos {
  readonly #options: OnDemandOptions;
  readonly #listeners = new Set<(state: EposState) => void>();
  readonly #lifetime = new AbortController();
  /** As long as there is no `Epos`. */
  #state: EposState = { kind: 'restoring' };
  #ready: Promise<unknown> | undefined;
  #first: FirstAnswer | undefined;
  #askedAt = 0;
  #loading: Promise<Epos> | undefined;
  #epos: Epos | undefined;

  constructor(options: OnDemandOptions) {
    this.#options = options;
  }

  get state(): EposState {
    return this.#epos?.state ?? this.#state;
  }

  get issuer(): string | undefined {
    return this.#epos?.issuer;
  }

  get notes(): NonNullable<Epos['notes']> {
    return async () => this.#epos?.notes?.();
  }

  get fetch(): typeof fetch {
    return async (input, init) => (await this.#load()).fetch(input, init);
  }

  async ready(options?: WaitOptions): Promise<EposState> {
    if (!this.#ready) {
      for (const type of ['visibilitychange', 'pageshow', 'focus', 'online']) {
        window.addEventListener(type, this.#onWake, { signal: this.#lifetime.signal });
      }
      // An answer in the address, and another site's wish to sign in, are for the `Epos` itself.
      this.#ready = /[?&](epos_login|iss)=/.test(location.search) ? this.#load().catch(() => undefined) : this.#look();
    }
    await this.#ready;
    return this.#epos?.ready(options) ?? this.#state;
  }

  subscribe(listener: (state: EposState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async signIn(options: SignInOptions = {}): Promise<void> {
    const { provider } = options;
    if (!this.#epos) this.#move({ kind: 'redirecting', to: 'sign-in', ...(provider && { provider }) });
    await (await this.#load()).signIn(options);
  }

  async chooseCategory(category: Category, options?: WaitOptions): Promise<void> {
    await this.#epos?.chooseCategory(category, options);
  }

  addressOf(subsystem: Subsystem): string | undefined {
    return this.#epos?.addressOf(subsystem);
  }

  async open(subsystem: Subsystem | string, options?: WaitOptions): Promise<void> {
    await (await this.#load()).open(subsystem, options);
  }

  async refresh(options?: WaitOptions): Promise<void> {
    await (await this.#load()).refresh(options);
  }

  dismiss(): void {
    this.#epos?.dismiss();
  }

  async signOut(options?: SignOutOptions): Promise<void> {
    await (await this.#load()).signOut(options);
  }

  stay(): void {
    this.#epos?.stay();
  }

  close(): void {
    this.#lifetime.abort();
    this.#listeners.clear();
    this.#loading?.then(
      (epos) => {
        epos.close();
      },
      () => undefined,
    );
  }

  /** Asks who is signed in. Where the answer is anything but «nobody», the `Epos` itself has to read it. */
  async #look(): Promise<void> {
    this.#askedAt = Date.now();
    const first = (this.#first = askFirst(this.#options.url, '', fetch));
    const patience = new Promise<undefined>((resolve) => setTimeout(resolve, longestWait));
    const reason = await Promise.race([readNobody(first), patience]);
    if (this.#loading) return;
    if (reason) this.#move({ kind: 'signed-out', reason });
    else await this.#load().catch(() => undefined);
  }

  #load(): Promise<Epos> {
    this.#loading ??= this.#options.create(this.#first).then(
      async (epos) => {
        const ready = epos.ready();
        // On the way to the provider nobody wants to see it look for a session first.
        if (this.#state.kind === 'redirecting') await ready;
        this.#epos = epos;
        epos.subscribe(this.#tell);
        this.#tell();
        return epos;
      },
      (error: unknown) => {
        // Chunks are files: a page that lost the network here must be able to try again.
        this.#loading = undefined;
        this.#move({ kind: 'signed-out', reason: 'unknown' });
        throw error;
      },
    );
    return this.#loading;
  }

  readonly #onWake = (): void => {
    if (!this.#loading && document.visibilityState === 'visible' && Date.now() - this.#askedAt > throttle)
      void this.#look();
  };

  #move(state: EposState): void {
    this.#state = state;
    this.#tell();
  }

  readonly #tell = (): void => {
    for (const listener of this.#listeners) listener(this.state);
  };
}

/** Why nobody is signed in, if the answer says clearly that nobody is: more than its beginning is not looked at. */
async function readNobody({ answer }: FirstAnswer): Promise<SignedOutReason | undefined> {
  try {
    const copy = (await answer).clone();
    const beginning = await copy.body?.getReader().read();
    const { session, reason } = JSON.parse(new TextDecoder().decode(beginning?.value)) as Partial<GatewaySession>;
    if (copy.ok && session === null) return reason === 'ended' || reason === 'idle' ? reason : 'never';
  } catch {
    // Not reached, or another answer than the gateway's.
  }
  return undefined;
}

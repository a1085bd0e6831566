import type { Category, Subsystem } from '../contract/contract.ts';
import { abortable } from '../abortable/abortable.ts';
import { EposError, type EposPhase } from '../errors/errors.ts';
import { launchAddress, takeCarriedCategory } from '../launch/launch.ts';
import type { Portal } from '../portal/portal.ts';
import { keepCategory, recallCategory } from '../remember/remember.ts';
import { initialState, isSignedIn, transition, type EposEvent } from '../state/machine.ts';
import type { EposState, SubsystemsState } from '../state/state.ts';
import { deviceStorage } from '../storage/storage.ts';
import type {
  Clock,
  Connection,
  ConnectionEvent,
  SignInOptions,
  SignOutOptions,
  StorageLike,
  Transport,
} from '../transport/transport.ts';

/** What `createEpos` is made of. */
export interface EposOptions<Extras extends object> {
  /** How sessions are had: `direct(…)` or `gateway(…)`. */
  transport: Transport<Extras>;
  /** Who knows roles and subsystems: `portalApi(…)` or one of your own. */
  portal: Portal;
  /** Where the last chosen category is kept on this device. Default: `localStorage`. */
  storage?: StorageLike;
  /** Default: the device's clock. */
  clock?: Clock;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch;
}

/** A sign-in to EPOS: one state, and what can be done about it. */
export interface Epos {
  /** The journey as it stands. A new object for each change, never mutated. */
  readonly state: EposState;

  /** The issuer's identifier, where the transport knows it. */
  readonly issuer: string | undefined;

  /**
   * Handles a callback in the address bar, or restores the session that stands. Call it once per page, early; further
   * calls give the same answer. A failure is a state (`failed`), not an exception.
   *
   * @param options.signal gives up waiting
   * @returns the state that was reached; the subsystems may still be loading in it
   * @throws {@linkcode EposError} `aborted`
   */
  ready(options?: { signal?: AbortSignal }): Promise<EposState>;

  /**
   * Calls `listener` after each change of the state, with the new state.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: (state: EposState) => void): () => void;

  /**
   * Leaves for the provider's page. Resolves when the browser is on its way.
   *
   * @throws {@linkcode EposError} `invalid_options` (a foreign `returnTo`), `network`, `timeout`, `unavailable`,
   * `issuer_mismatch`, `login_loop`, `storage_unavailable`, `insecure_context`, `aborted`
   * @example
   * ```ts
   * await epos.signIn({ provider: 'esia', returnTo: '/journal' });
   * ```
   */
  signIn(options?: SignInOptions): Promise<void>;

  /** Goes on in this category: chooses it, or switches to it. A category the person does not have is ignored. */
  chooseCategory(category: Category): Promise<void>;

  /**
   * The address that opens a subsystem in the present category, for a real link.
   *
   * @returns the address, or `undefined` while the subsystem cannot be opened
   */
  addressOf(subsystem: Subsystem): string | undefined;

  /**
   * Opens a subsystem in this tab, in the present category.
   *
   * @param subsystem the subsystem or its identifier
   * @throws {@linkcode EposError} `subsystem_unavailable`
   */
  open(subsystem: Subsystem | string): Promise<void>;

  /** Asks the portal for roles and subsystems again. Failures end in the state, not in an exception. */
  refresh(): Promise<void>;

  /** Leads from `failed` back to the state that the failure struck. */
  dismiss(): void;

  /**
   * `fetch` with the session attached, to the portal's origins and those the transport allows.
   *
   * @throws {@linkcode EposError} `forbidden` (another origin), `session_ended`, `network`, `offline`, `timeout`,
   * `aborted`
   */
  readonly fetch: typeof fetch;

  /**
   * Signs out here and, unless `everywhere` is false, at the SSO and the provider too: on a shared computer nobody
   * else may find the session.
   */
  signOut(options?: SignOutOptions): Promise<void>;

  /** Lets go of listeners and pending work. The session itself stays. */
  close(): void;
}

const deviceClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/**
 * Creates the SDK's one object. Does nothing by itself: no network, no storage, no listeners until `ready()`, so it may
 * be constructed on a server too.
 *
 * @throws {@linkcode EposError} `invalid_options`
 * @example
 * ```ts
 * const epos = createEpos({
 *   transport: direct({ issuer: 'https://sso.example', clientId: 'journal', redirectUri: 'https://journal.example/' }),
 *   portal: portalApi('https://portal.example/api'),
 * });
 * const state = await epos.ready();
 * if (state.kind === 'signed-out') await epos.signIn({ provider: 'esia' });
 * ```
 */
export function createEpos<Extras extends object>(options: EposOptions<Extras>): Epos & Extras {
  const client = new Client(options);
  return Object.assign(client, client.extras);
}

class Client<Extras extends object> implements Epos {
  readonly extras: Extras;
  #state = initialState;
  #ready: Promise<EposState> | undefined;
  #leaving: Promise<void> | undefined;
  /** Aborted when the session it belongs to is left: late answers of the portal must not reach the next person. */
  #session = new AbortController();
  /** One `fetch` per session: the portal keeps its last answers by it, and the next person must not be given them. */
  #portalFetch = this.#newFetch();
  readonly #listeners = new Set<(state: EposState) => void>();
  readonly #lifetime = new AbortController();
  readonly #connection: Connection<Extras>;
  readonly #portal: Portal;
  readonly #storage: StorageLike;

  constructor({
    transport,
    portal,
    storage = deviceStorage,
    clock = deviceClock,
    fetch: fetcher = (input, init) => fetch(input, init),
  }: EposOptions<Extras>) {
    this.#portal = portal;
    this.#storage = storage;
    this.#connection = transport.connect({
      storage,
      clock,
      fetch: fetcher,
      get origins() {
        return portal.origins;
      },
      emit: (event) => {
        this.#onConnection(event);
      },
    });
    this.extras = this.#connection.extras;
  }

  get state(): EposState {
    return this.#state;
  }

  get issuer(): string | undefined {
    return this.#connection.issuer;
  }

  get fetch(): typeof fetch {
    return this.#connection.fetch;
  }

  async ready({ signal }: { signal?: AbortSignal } = {}): Promise<EposState> {
    if (!this.#ready) {
      this.#watchPage();
      this.#ready = this.#restore();
    }
    return abortable(this.#ready, { phase: 'restore', signal });
  }

  subscribe(listener: (state: EposState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async signIn(options: SignInOptions = {}): Promise<void> {
    // A second click while the browser is on its way must not begin a second sign-in.
    this.#leaving ??= this.#leave('sign-in', options.provider, () => this.#connection.signIn(options));
    await this.#leaving;
  }

  async chooseCategory(category: Category): Promise<void> {
    if (!isSignedIn(this.#state)) return;
    const { person } = this.#state;
    this.#move({ type: 'choose-category', category });
    await keepCategory(this.#storage, person.sub, category);
  }

  addressOf(subsystem: Subsystem): string | undefined {
    const category = this.#state.kind === 'ready' ? this.#state.category : undefined;
    return launchAddress(subsystem, { category, issuer: this.issuer });
  }

  async open(subsystem: Subsystem | string): Promise<void> {
    // Asked while the page is still finding its session: what can be opened is known afterwards.
    await this.#ready;
    const found = typeof subsystem === 'string' ? this.#items?.find(({ id }) => id === subsystem) : subsystem;
    const address = found && this.addressOf(found);
    if (!address) throw new EposError('subsystem_unavailable', 'open');
    location.assign(address);
  }

  async refresh(): Promise<void> {
    if (isSignedIn(this.#state)) await this.#enter({ interactive: false });
    else await (this.#ready = this.#restore());
  }

  dismiss(): void {
    this.#move({ type: 'dismiss' });
  }

  async signOut(options: SignOutOptions = {}): Promise<void> {
    this.#endSession();
    this.#leaving ??= this.#leave('sign-out', undefined, () => this.#connection.signOut(options));
    await this.#leaving;
    if (options.everywhere === false) this.#move({ type: 'signed-out', reason: 'never' });
  }

  close(): void {
    this.#lifetime.abort();
    this.#endSession();
    this.#listeners.clear();
    this.#connection.close();
  }

  async #restore(): Promise<EposState> {
    this.#move({ type: 'restore' });
    try {
      const restored = await this.#connection.restore(this.#lifetime.signal);
      if (restored.kind === 'session') await this.#enter(restored);
      else if (restored.kind === 'none') this.#move({ type: 'signed-out', reason: restored.reason });
      else if (restored.kind === 'leaving') this.#move({ type: 'redirect', to: 'sign-in' });
    } catch (error) {
      this.#fail(error, 'restore');
    }
    return this.#state;
  }

  /** A session stands: roles and subsystems are asked for side by side, the tiles may come later than the person. */
  async #enter({ interactive }: { interactive: boolean }): Promise<void> {
    this.#session.abort();
    const { signal } = (this.#session = new AbortController());
    const context = { fetch: this.#portalFetch, signal };
    const carried = takeCarriedCategory();
    const list = this.#loadSubsystems(signal);
    try {
      const { person, roles } = await this.#portal.me(context);
      const owned = (category: string | undefined) => roles.find((role) => role.category === category)?.category;
      const remembered = owned(await recallCategory(this.#storage, person.sub));
      const brought = owned(carried);
      // A choice made at the portal is a choice: the reload of a subsystem must not ask for it again.
      if (brought) await keepCategory(this.#storage, person.sub, brought);
      if (signal.aborted) return;
      const category = brought ?? (interactive ? undefined : remembered);
      this.#move({ type: 'signed-in', person, roles, category, remembered });
      void list.then((subsystems) => {
        if (!signal.aborted) this.#move({ type: 'subsystems', subsystems });
      });
    } catch (error) {
      if (!signal.aborted) this.#fail(error, 'portal');
    }
  }

  async #loadSubsystems(signal: AbortSignal): Promise<SubsystemsState> {
    const known = this.#items;
    try {
      return { kind: 'ready', items: await this.#portal.subsystems({ fetch: this.#portalFetch, signal }) };
    } catch (cause) {
      const error = asEposError(cause, 'portal');
      return known ? { kind: 'stale', items: known, error } : { kind: 'failed', error };
    }
  }

  async #leave(
    to: 'sign-in' | 'sign-out',
    provider: SignInOptions['provider'],
    go: () => Promise<void>,
  ): Promise<void> {
    const before = this.#state;
    this.#move({ type: 'redirect', to, provider });
    try {
      await go();
    } catch (cause) {
      const error = asEposError(cause, to);
      // An abort is the caller's own wish, not a failure to show to the person.
      if (error.code === 'aborted') this.#replace(before);
      else this.#move({ type: 'fail', error });
      throw error;
    } finally {
      this.#leaving = undefined;
    }
  }

  #onConnection(event: ConnectionEvent): void {
    if (event.type === 'session') this.#move(event);
    else if (event.type === 'changed') this.#ready = this.#restore();
    else this.#signedOut(event.reason);
  }

  #fail(cause: unknown, phase: EposPhase): void {
    const error = asEposError(cause, phase);
    if (error.code === 'session_ended') this.#signedOut('ended');
    else this.#move({ type: 'fail', error });
  }

  #signedOut(reason: Extract<ConnectionEvent, { type: 'ended' }>['reason']): void {
    this.#endSession();
    this.#move({ type: 'signed-out', reason });
  }

  #endSession(): void {
    this.#session.abort();
    this.#portalFetch = this.#newFetch();
  }

  #newFetch(): typeof fetch {
    return (input, init) => this.#connection.fetch(input, init);
  }

  /** The back button may bring back a page that was left for the provider, frozen as it was: it must start anew. */
  #watchPage(): void {
    if (typeof window === 'undefined') return;
    window.addEventListener(
      'pageshow',
      (event) => {
        if (event.persisted) this.#ready = this.#restore();
      },
      { signal: this.#lifetime.signal },
    );
  }

  /** The permitted subsystems, as far as they are known. */
  get #items(): readonly Subsystem[] | undefined {
    return isSignedIn(this.#state) && 'items' in this.#state.subsystems ? this.#state.subsystems.items : undefined;
  }

  #move(event: EposEvent): void {
    this.#replace(transition(this.#state, event));
  }

  #replace(next: EposState): void {
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of [...this.#listeners]) listener(next);
  }
}

function asEposError(cause: unknown, phase: EposPhase): EposError {
  return cause instanceof EposError ? cause : new EposError('bad_response', phase, { cause });
}

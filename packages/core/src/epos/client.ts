import { abortable } from '../abortable/abortable.ts';
import type { Category, Subsystem } from '../contract/contract.ts';
import { EposError, type EposPhase } from '../errors/errors.ts';
import { categoryParameter, launchAddress } from '../launch/launch.ts';
import type { Notes } from '../remember/notes.ts';
import { settle } from '../shared-computer/options.ts';
import { initialState, isSignedIn, transition, type EposEvent } from '../state/machine.ts';
import type { EposState, SignedOutReason } from '../state/state.ts';
import { deviceStorage, quietly, tabStorage } from '../storage/storage.ts';
import type {
  Clock,
  Connection,
  ConnectionEvent,
  Environment,
  SignInOptions,
  SignOutOptions,
} from '../transport/transport.ts';
import type { Epos, EposOptions, WaitOptions } from './epos.ts';
import type { Insides } from './insides.ts';
import type { Keeper } from './keeper.ts';
import type { Surroundings } from './surroundings.ts';

const deviceClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** What a transport may take for all that it has to ask, in milliseconds. */
const transportTime = 60_000;
/** What a portal may take for one answer. */
const portalTime = 30_000;

const signedOut: EposState = { kind: 'signed-out', reason: 'never' };

/** The `Epos` itself. What is not needed until its first state stands is in `keeper.ts`, loaded then. */
export class Client<Extras extends object> implements Epos {
  readonly extras: Extras;
  /** Given by `enter.ts`. */
  declare notes?: () => Promise<Notes | undefined>;
  #state = initialState;
  #ready: Promise<EposState> | undefined;
  /** What is under way; a sign-out is not held up by a sign-in that waits for a window. */
  readonly #leaving: Partial<Record<'sign-in' | 'sign-out', Promise<void> | undefined>> = {};
  /** Aborted when the session it belongs to is left: late answers of the portal must not reach the next person. */
  #session = new AbortController();
  /** One `fetch` per session: the portal keeps its last answers by it, and the next person must not be given them. */
  #portalFetch!: typeof fetch;
  #keeping: Promise<Keeper | undefined> | undefined;
  readonly #listeners = new Set<(state: EposState) => void>();
  readonly #lifetime = new AbortController();
  readonly #connection: Connection<Extras>;
  readonly #insides: Insides;

  constructor(
    {
      transport,
      portal,
      sharedComputer,
      storage = deviceStorage,
      clock = deviceClock,
      fetch: fetcher = (input, init) => fetch(input, init),
    }: EposOptions<Extras>,
    surroundings?: Surroundings,
  ) {
    const settings = settle(sharedComputer, transport.persistent);
    const environment: Environment = {
      // What is kept for a person on a shared computer must be gone with the tab.
      storage: quietly(settings ? tabStorage : storage),
      clock,
      fetch: fetcher,
      get origins() {
        return portal.origins;
      },
      sharedComputer: !!settings,
      emit: (event) => {
        this.#onConnection(event);
      },
    };
    this.#connection = transport.connect(environment);
    this.#insides = {
      epos: this,
      connection: this.#connection,
      environment,
      portal,
      sharedComputer: settings,
      surroundings,
      closed: this.#lifetime.signal,
      move: (event) => {
        this.#move(event);
      },
      fail: (error) => {
        this.#fail(error, 'portal');
      },
    };
    this.extras = this.#connection.extras;
    this.#begin();
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

  async ready({ signal }: WaitOptions = {}): Promise<EposState> {
    if (!this.#ready) this.#watchPage();
    return abortable(this.#ready ?? this.#restore(), { phase: 'restore', signal });
  }

  subscribe(listener: (state: EposState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async signIn(options: SignInOptions = {}): Promise<void> {
    // A second click while the browser is on its way must not begin a second sign-in.
    await this.#leave('sign-in', options.provider, () => this.#connection.signIn(options));
  }

  async chooseCategory(category: Category, { signal }: WaitOptions = {}): Promise<void> {
    if (!isSignedIn(this.#state)) return;
    this.#move({ type: 'choose-category', category });
    await abortable(Promise.resolve(this.#insides.remember?.(category)), { phase: 'session', signal });
  }

  addressOf(subsystem: Subsystem): string | undefined {
    const category = this.#state.kind === 'ready' ? this.#state.category : undefined;
    return launchAddress(subsystem, { category, issuer: this.issuer });
  }

  async open(subsystem: Subsystem | string, { signal }: WaitOptions = {}): Promise<void> {
    // Asked while the page is still finding its session: what can be opened is known afterwards.
    if (this.#ready) await abortable(this.#ready, { phase: 'open', signal });
    const found = typeof subsystem === 'string' ? this.#items?.find(({ id }) => id === subsystem) : subsystem;
    const address = found && this.addressOf(found);
    if (!address) throw new EposError('subsystem_unavailable', 'open');
    location.assign(address);
  }

  async refresh({ signal }: WaitOptions = {}): Promise<void> {
    const work = isSignedIn(this.#state)
      ? this.#attempt(this.#portalFetch, (left) => this.#enter(false, left))
      : this.#restore();
    await abortable<unknown>(work, { phase: 'portal', signal });
  }

  dismiss(): void {
    this.#move({ type: 'dismiss' });
  }

  async signOut(wishes: SignOutOptions = {}): Promise<void> {
    const options = this.#insides.sharedComputer ? { ...wishes, everywhere: true } : wishes;
    const limits = { phase: 'sign-out', signal: options.signal, timeout: transportTime } as const;
    this.#begin();
    await this.#leave('sign-out', undefined, () => abortable(this.#connection.signOut(options), limits));
    if (options.everywhere === false) this.#replace(signedOut);
  }

  stay(): void {
    void this.#keeping?.then((keeper) => keeper?.stay());
  }

  close(): void {
    this.#lifetime.abort();
    this.#begin();
    this.#listeners.clear();
    this.#connection.close();
  }

  /** Begins a session, or looks whether one stands: nothing that was asked for before may be answered after this. */
  #begin(portalFetch: typeof fetch = (input, init) => this.#connection.fetch(input, init)): AbortSignal {
    this.#session.abort();
    this.#portalFetch = portalFetch;
    return (this.#session = new AbortController()).signal;
  }

  #restore(): Promise<EposState> {
    // Whoever waits for an attempt that another has overtaken waits for that one.
    const ready: Promise<EposState> = this.#attempt(undefined, (left) => this.#find(left)).then(() =>
      ready === this.#ready ? this.#state : (this.#ready as Promise<EposState>),
    );
    return (this.#ready = ready);
  }

  /** What goes wrong is a state, unless it was overtaken. */
  async #attempt(portalFetch: typeof fetch | undefined, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const signal = this.#begin(portalFetch);
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, 'restore');
    }
  }

  async #find(signal: AbortSignal): Promise<void> {
    this.#move({ type: 'restore' });
    const { sharedComputer } = this.#insides;
    const restored = await abortable(this.#connection.restore(this.#lifetime.signal), {
      phase: 'restore',
      signal,
      timeout: transportTime,
    });
    // The keeper knows why a shared computer came back without a session.
    const keeper = sharedComputer && (await this.#keep());
    if (signal.aborted) return;
    if (restored.kind === 'session') await this.#enter(restored.interactive, signal);
    else if (restored.kind === 'none') {
      this.#move({ type: 'signed-out', reason: keeper?.reason() ?? restored.reason });
    } else if (restored.kind === 'leaving') this.#move({ type: 'redirect', to: 'sign-in' });
    // The parent takes the frame away; WebKit hangs if a module at its top level is still loading something then.
    else await new Promise(() => undefined);
  }

  /** A session stands: roles and subsystems are asked for side by side, while what becomes of the answers loads. */
  async #enter(interactive: boolean, signal: AbortSignal): Promise<void> {
    const { portal, connection } = this.#insides;
    const context = { fetch: this.#portalFetch, signal, claims: connection.claims?.bind(connection) };
    const limits = { phase: 'portal', signal, timeout: portalTime } as const;
    const ask = <T>(answer: Promise<T>) =>
      abortable(answer, limits).catch((cause: unknown) => asEposError(cause, 'portal'));
    const entrance = {
      me: ask(portal.me(context)),
      subsystems: ask(portal.subsystems(context)),
      interactive,
      categoryParameter,
      signal,
    };
    const { enter } = await import('./enter.ts').catch((cause: unknown) => {
      // Chunks are files: a page that lost the network here must be able to try again.
      throw new EposError('network', 'portal', { cause });
    });
    await enter(this.#insides, entrance);
  }

  /** Once, however often it is asked for. */
  #leave(to: 'sign-in' | 'sign-out', provider: SignInOptions['provider'], go: () => Promise<void>): Promise<void> {
    return (this.#leaving[to] ??= this.#goAway(to, provider, go).finally(() => {
      this.#leaving[to] = undefined;
    }));
  }

  async #goAway(
    to: 'sign-in' | 'sign-out',
    provider: SignInOptions['provider'],
    go: () => Promise<void>,
  ): Promise<void> {
    const before = this.#state;
    this.#move({ type: 'redirect', to, provider });
    const away = this.#state;
    try {
      await go();
    } catch (cause) {
      const error = asEposError(cause, to);
      const back = to === 'sign-in' ? before : signedOut;
      // Unless something else has come of the journey meanwhile: a sign-out is not undone by a window that is closed.
      if (this.#state === away) {
        // A session that stood goes on standing: nothing but the way to the SSO has failed.
        this.#replace(back);
        // The caller's own wish, or the person's, who has closed the window, is not a failure to show.
        if (error.code !== 'aborted' && error.code !== 'popup_closed') this.#move({ type: 'fail', error });
      }
      throw error;
    }
  }

  #onConnection(event: ConnectionEvent): void {
    if (event.type === 'session') this.#move(event);
    else if (event.type === 'changed') void this.#restore();
    else this.#signedOut(event.reason);
  }

  #fail(cause: unknown, phase: EposPhase): void {
    const error = asEposError(cause, phase);
    if (error.code === 'session_ended') {
      // The portal may have said it, and then the transport does not know yet.
      this.#connection.forget();
      this.#signedOut('ended');
    } else this.#move({ type: 'fail', error });
  }

  #signedOut(reason: SignedOutReason): void {
    this.#begin();
    this.#move({ type: 'signed-out', reason });
  }

  #watchPage(): void {
    if (typeof window === 'undefined') return;
    for (const type of ['pageshow', 'focus', 'online', 'storage']) {
      window.addEventListener(
        type,
        (event) => {
          if (type === 'pageshow') {
            if (!(event as PageTransitionEvent).persisted) return;
            // The back button may bring back a page that was left for the provider, frozen as it was: it starts anew.
            void this.#restore();
          }
          void this.#keep().then((keeper) => keeper?.wake());
        },
        { signal: this.#lifetime.signal },
      );
    }
  }

  /** Brings what keeps the journey true from here on. Without a network nothing comes; the next occasion tries again. */
  #keep(): Promise<Keeper | undefined> {
    this.#keeping ??= import('./keeper.ts')
      .then(({ keep }) => keep(this.#insides))
      .catch(() => (this.#keeping = undefined));
    return this.#keeping;
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
    for (const listener of [...this.#listeners]) {
      try {
        listener(next);
      } catch (error) {
        // What a page draws must not stand in the way of a sign-out. The browser tells of it all the same.
        setTimeout(() => {
          throw error;
        });
      }
    }
    // Tiles first: what they do not need must not stand in their way.
    if ('subsystems' in next ? next.subsystems.kind !== 'loading' : 'to' in next && next.to === 'sign-out')
      void this.#keep();
  }
}

function asEposError(cause: unknown, phase: EposPhase): EposError {
  return cause instanceof EposError ? cause : new EposError('bad_response', phase, { cause });
}

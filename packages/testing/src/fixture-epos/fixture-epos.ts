import {
  EposError,
  launchAddress,
  transition,
  type Category,
  type Epos,
  type EposEvent,
  type EposState,
  type Notes,
  type SignInOptions,
  type SignOutOptions,
  type Subsystem,
} from '@epos-login/core';
import { stateAfter } from '../states/states.ts';

/** An `Epos` that stands still until it is moved, and keeps what was asked of it. */
export interface FixtureEpos extends Epos {
  /** What was asked, in order: `['signIn', { provider: 'esia' }]`. */
  readonly calls: readonly FixtureEposCall[];
  /** Opens what is kept for the person: in memory, the same each time. */
  notes(): Promise<Notes>;
  /** Moves the state by the real `transition`. */
  move(event: EposEvent): void;
}

/** A call of a method of `Epos`, by its name, with what was given. */
export type FixtureEposCall =
  | readonly ['ready' | 'refresh' | 'dismiss' | 'stay' | 'close']
  | readonly ['signIn', SignInOptions]
  | readonly ['signOut', SignOutOptions]
  | readonly ['chooseCategory', Category]
  | readonly ['open', Subsystem | string];

/**
 * An `Epos` at one state, for tests and stories of what shows it: nothing is sent and the page is never left. What a
 * person does moves the state as far as this page would see it: signing in ends in `redirecting`, signing out in
 * `signed-out`.
 *
 * @example
 * ```ts
 * const epos = fixtureEpos(stateOf('parent', { subsystems: 'loading' }));
 * element.epos = epos;
 * epos.move({ type: 'session', session: 'offline' });
 * ```
 */
export function fixtureEpos(state: EposState = stateAfter()): FixtureEpos {
  return new Standing(state);
}

class Standing implements FixtureEpos {
  readonly calls: FixtureEposCall[] = [];
  readonly #notes = notesInMemory();
  readonly issuer = undefined;
  #state: EposState;
  readonly #listeners = new Set<(state: EposState) => void>();

  constructor(state: EposState) {
    this.#state = state;
  }

  get state(): EposState {
    return this.#state;
  }

  readonly fetch: typeof fetch = () => Promise.reject(new EposError('forbidden', 'session'));

  ready(): Promise<EposState> {
    this.calls.push(['ready']);
    return Promise.resolve(this.#state);
  }

  subscribe(listener: (state: EposState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  signIn(options: SignInOptions = {}): Promise<void> {
    this.calls.push(['signIn', options]);
    this.move({ type: 'redirect', to: 'sign-in', ...(options.provider ? { provider: options.provider } : {}) });
    return Promise.resolve();
  }

  chooseCategory(category: Category): Promise<void> {
    this.calls.push(['chooseCategory', category]);
    this.move({ type: 'choose-category', category });
    return Promise.resolve();
  }

  addressOf(subsystem: Subsystem): string | undefined {
    return launchAddress(subsystem, { category: this.#state.kind === 'ready' ? this.#state.category : undefined });
  }

  open(subsystem: Subsystem | string): Promise<void> {
    this.calls.push(['open', subsystem]);
    return Promise.resolve();
  }

  refresh(): Promise<void> {
    this.calls.push(['refresh']);
    return Promise.resolve();
  }

  dismiss(): void {
    this.calls.push(['dismiss']);
    this.move({ type: 'dismiss' });
  }

  signOut(options: SignOutOptions = {}): Promise<void> {
    this.calls.push(['signOut', options]);
    this.move({ type: 'signed-out', reason: 'never' });
    return Promise.resolve();
  }

  stay(): void {
    this.calls.push(['stay']);
    this.move({ type: 'idle' });
  }

  notes(): Promise<Notes> {
    return Promise.resolve(this.#notes);
  }

  close(): void {
    this.calls.push(['close']);
    this.#listeners.clear();
  }

  move(event: EposEvent): void {
    const next = transition(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of [...this.#listeners]) listener(next);
  }
}

function notesInMemory(): Notes {
  const kept = new Map<string, unknown>();
  return {
    read: (name) => kept.get(name),
    write: (name, value) => {
      kept.set(name, value);
    },
  };
}

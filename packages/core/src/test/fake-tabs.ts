import type { Me, Subsystem } from '../contract/contract.ts';
import { Client } from '../epos/client.ts';
import type { EposOptions } from '../epos/epos.ts';
import type { Channel } from '../channel/channel.ts';
import type { Surroundings } from '../epos/surroundings.ts';
import { EposError } from '../errors/errors.ts';
import type { EposState } from '../state/state.ts';
import type { Environment, SignOutOptions, Transport } from '../transport/transport.ts';
import { MemoryTabStorage } from './fake-page.ts';

export const me = (sub: string): Me => ({
  person: { sub, name: `Person ${sub}`, family_name: 'Person', given_name: sub },
  roles: [
    { id: `${sub}-1`, category: 'employee', title: 'Учитель' },
    { id: `${sub}-2`, category: 'parent', title: 'Родитель' },
  ],
});

export const tileOf = (sub: string): Subsystem => ({
  id: `journal-${sub}`,
  name: 'ЭПОС.Школа',
  categories: ['employee', 'parent'],
  url: 'https://journal.example/',
  status: { kind: 'available' },
});

/** One browser: an SSO's cookie, storage of the origin, channels, and two clocks. */
export class FakeBrowser {
  readonly storage = new MemoryTabStorage();
  readonly channels = new Map<string, Set<(message: unknown) => void>>();
  /** Every message that was posted. */
  readonly messages: unknown[] = [];
  hasChannels = true;
  /** Who is signed in at the SSO. */
  sub: string | undefined;
  now = 1_700_000_000_000;
  monotonic = 1_000;
  readonly #timers = new Set<{ at: number; work: () => void }>();

  /** Lets time pass on both clocks, and timers fire as they come. */
  pass(milliseconds: number): void {
    const end = this.monotonic + milliseconds;
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.elapse(Math.max(0, next.at - this.monotonic));
      next.work();
    }
    this.elapse(end - this.monotonic);
  }

  /** Time passes while no timer fires. */
  elapse(milliseconds: number): void {
    this.monotonic += milliseconds;
    this.now += milliseconds;
  }

  later(milliseconds: number, work: () => void): () => void {
    const timer = { at: this.monotonic + milliseconds, work };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Whether some tab has told of this category. */
  heard(category: string): boolean {
    const records = [...this.storage.items].filter(([key]) => key.includes('tabs'));
    return JSON.stringify([this.messages, records]).includes(category);
  }

  get timers(): number {
    return this.#timers.size;
  }
}

/** A tab of it, with a page that signs in by the SSO's cookie. */
export class FakeTab implements Surroundings {
  readonly browser: FakeBrowser;
  readonly epos: Client<object>;
  readonly calls: string[] = [];
  readonly states: EposState[] = [];
  readonly window = new EventTarget();
  /** Whose tokens this page holds. */
  token: string | undefined;
  /** What the portal answers; by default who holds the token. */
  me = (): Promise<Me> => (this.token ? Promise.resolve(me(this.token)) : Promise.reject(ended()));
  subsystems = (): Promise<Subsystem[]> =>
    this.token ? Promise.resolve([tileOf(this.token)]) : Promise.reject(ended());
  signOut = (_: SignOutOptions): Promise<void> => {
    this.browser.sub = undefined;
    return Promise.resolve();
  };
  environment!: Environment;
  interactive = false;
  framed = false;
  /** A frozen page hears nothing. */
  frozen = false;
  loadedAt = 0;

  constructor(browser: FakeBrowser, options: Partial<EposOptions<object>> & { scope?: string | undefined } = {}) {
    this.browser = browser;
    const { scope, ...rest } = { scope: 'https://sso.example journal', ...options };
    this.epos = new Client(
      {
        transport: this.#transport(scope),
        portal: { origins: [], me: () => this.me(), subsystems: () => this.subsystems() },
        storage: browser.storage,
        clock: { now: () => browser.now, monotonic: () => browser.monotonic },
        ...rest,
      },
      this,
    );
    this.epos.subscribe((state) => this.states.push(state));
  }

  get state(): EposState {
    return this.epos.state;
  }

  /** Loads the page, in a window of its own. */
  async load(): Promise<this> {
    // Nobody opens two pages in one millisecond.
    this.browser.elapse(10);
    this.loadedAt = this.browser.now;
    Object.assign(globalThis, { window: this.window });
    const ready = this.epos.ready();
    Reflect.deleteProperty(globalThis, 'window');
    await ready;
    return this;
  }

  /** Loads the page, and what comes after its first state. */
  async stand(category?: 'employee' | 'parent'): Promise<this> {
    await this.load();
    await until(() => 'subsystems' in this.state && this.state.subsystems.kind !== 'loading');
    if (category) await this.epos.chooseCategory(category);
    await until(() => this.isListening && (!category || this.browser.heard(category)));
    return this;
  }

  /** Something happens to the window; of a page that comes back by the back button, too. */
  happen(type: string, init: object = {}): void {
    this.window.dispatchEvent(Object.assign(new Event(type), init));
  }

  isListening = false;

  channel(name: string, hear: (message: unknown) => void): Channel | undefined {
    if (!this.browser.hasChannels) return undefined;
    const hears = (message: unknown) => {
      if (!this.frozen) hear(message);
    };
    const members = this.browser.channels.get(name) ?? new Set();
    this.browser.channels.set(name, members.add(hears));
    return {
      post: (message) => {
        this.browser.messages.push(message);
        for (const member of members) if (member !== hears) member(structuredClone(message));
      },
      close: () => members.delete(hears),
    };
  }

  on(types: readonly string[], listener: () => void, signal: AbortSignal): void {
    this.isListening ||= types.includes('visibilitychange');
    for (const type of types) this.window.addEventListener(type, listener, { signal });
  }

  later(milliseconds: number, work: () => void): () => void {
    return this.browser.later(milliseconds, work);
  }

  #transport(scope: string | undefined): Transport {
    return {
      kind: 'direct',
      connect: (environment) => {
        this.environment = environment;
        return {
          restore: () => {
            this.calls.push('restore');
            if (this.framed) return Promise.resolve({ kind: 'framed' });
            this.token ??= this.browser.sub;
            return Promise.resolve(
              this.token ? { kind: 'session', interactive: this.interactive } : { kind: 'none', reason: 'never' },
            );
          },
          signIn: () => Promise.resolve(),
          signOut: async (options) => {
            this.calls.push(`signOut ${options.everywhere ?? true}`);
            this.token = undefined;
            await this.signOut(options);
          },
          forget: () => {
            this.calls.push('forget');
            this.token = undefined;
          },
          fetch: () => Promise.reject(new Error('not used')),
          claims: () => (this.token ? { sub: this.token } : undefined),
          ...(scope === undefined ? {} : { scope }),
          extras: {},
          close: () => undefined,
        };
      },
    };
  }
}

const ended = () => new EposError('session_ended', 'portal');

/** Waits for the thing itself, and fails where it does not come. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`never came true: ${String(holds)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

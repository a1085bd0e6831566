import type { Insides } from '../epos/insides.ts';
import type { Surroundings } from '../epos/surroundings.ts';
import { whoIn } from '../epos/who.ts';
import type { EposState, SignedOutReason } from '../state/state.ts';
import type { SharedComputerSettings } from './options.ts';

const activities = ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel', 'scroll', 'click'];
const awakenings = ['visibilitychange', 'pageshow', 'focus', 'online', 'resume'];

/** Looked at this often while all is well, and each second while the warning stands. In milliseconds. */
const restfulTick = 5_000;
const warningTick = 1_000;
/** Hands never rest for a moment: one of their events in this time counts. */
const throttle = 1_000;
/** How long another tab has to say that the person is there. */
const answerTime = 300;

/** When the page was touched last, in wall-clock time: a browser may bring a tab back with its storage, days later. */
const activeKey = 'epos-login:active';
/** That the person is being signed out for idleness, over the page load that comes back from the SSO. */
const idleKey = 'epos-login:idle';
/** What stands there while the SSO has not been reached: a reload must not forget that the person is known there. */
const pending = 'pending';

/** What the tabs of a shared computer say to each other about activity. */
export type ActivityMessage = { readonly untouched: number } | { readonly untouched: 'since when?' };

/**
 * The watch on a computer that several people use: whoever leaves it untouched is warned and then signed out at every
 * provider. No long timers: they stand still while a device sleeps. What counts is how much time has passed by either
 * clock, since the monotonic one stands still in sleep in some browsers and the other may be set.
 */
export class SharedComputer {
  readonly #insides: Insides;
  readonly #settings: SharedComputerSettings;
  readonly #surroundings: Surroundings;
  readonly #say: (message: ActivityMessage) => void;
  #touched: { monotonic: number; now: number };
  #callOff: (() => void) | undefined;
  #isAsking = false;
  /** The person is idle and signed out here, but the SSO was not reached. */
  #isPending: boolean;

  constructor(
    insides: Insides,
    settings: SharedComputerSettings,
    surroundings: Surroundings,
    say: (message: ActivityMessage) => void,
  ) {
    this.#insides = insides;
    this.#settings = settings;
    this.#surroundings = surroundings;
    this.#say = say;
    this.#touched = this.#present();
    const { storage } = insides.environment;
    this.#isPending = storage.getItem(idleKey) === pending;
    const kept = Number(storage.getItem(activeKey) ?? Number.NaN);
    // NaN is in no order.
    if (kept < this.#touched.now) this.#touched.now = kept;
    const { closed } = insides;
    surroundings.on(activities, this.#touch, closed);
    surroundings.on(awakenings, this.#look, closed);
    closed.addEventListener('abort', () => {
      this.#callOff?.();
    });
  }

  /** Why nobody is signed in, if it is for idleness; asked once, when the page has come back. */
  reason(): SignedOutReason | undefined {
    const { storage } = this.#insides.environment;
    const idle = storage.getItem(idleKey);
    if (this.#isPending) {
      // Once the state that this reason is asked for stands.
      queueMicrotask(this.#look);
    } else storage.removeItem(idleKey);
    return idle ? 'idle' : undefined;
  }

  /** Somebody is there, of whom no event tells. */
  stay(): void {
    this.#touch();
  }

  follow(state: EposState): void {
    if (whoIn(state) !== undefined) {
      if (this.#isPending) this.#insides.environment.storage.removeItem(idleKey);
      this.#isPending = false;
      if (!this.#callOff) this.#look();
      return;
    }
    this.#callOff?.();
    this.#callOff = undefined;
    if (state.kind !== 'signed-out' && state.kind !== 'redirecting') return;
    // A sign-in takes as long as it takes.
    this.#insides.environment.storage.removeItem(activeKey);
    this.#touched = this.#present();
  }

  /** Another tab speaks, or any page of the origin. */
  hear(message: unknown): void {
    const untouched = (message as { untouched?: unknown } | null)?.untouched;
    if (untouched === 'since when?') {
      if (this.#untouched < this.#settings.idle) this.#say({ untouched: this.#untouched });
    } else if (typeof untouched === 'number' && untouched >= 0 && untouched < this.#untouched) {
      const { monotonic, now } = this.#present();
      this.#touched = { monotonic: monotonic - untouched, now: now - untouched };
      this.#look();
    }
  }

  get #isSignedIn(): boolean {
    return whoIn(this.#insides.epos.state) !== undefined;
  }

  /** For how long nobody has touched the page, in milliseconds. */
  get #untouched(): number {
    const { monotonic, now } = this.#present();
    return Math.max(monotonic - this.#touched.monotonic, now - this.#touched.now);
  }

  #present(): { monotonic: number; now: number } {
    const { clock } = this.#insides.environment;
    return { monotonic: clock.monotonic(), now: clock.now() };
  }

  readonly #touch = (event?: Event): void => {
    if (!this.#isSignedIn) return;
    const untouched = this.#untouched;
    // Whoever opens a laptop that slept too long may be somebody else.
    if (untouched >= this.#settings.idle) this.#look();
    else if (!event || untouched >= throttle) {
      this.#touched = this.#present();
      this.#insides.environment.storage.setItem(activeKey, String(this.#touched.now));
      this.#say({ untouched: 0 });
      this.#look();
    }
  };

  readonly #look = (): void => {
    this.#callOff?.();
    this.#callOff = undefined;
    if (this.#insides.closed.aborted) return;
    if (this.#isPending) void this.#signOut();
    if (!this.#isSignedIn || this.#isAsking) return;
    const { idle, warning } = this.#settings;
    const left = idle - this.#untouched;
    if (left <= 0) this.#ask();
    else {
      const tick = left > warning ? Math.min(restfulTick, left - warning) : Math.min(warningTick, left);
      this.#callOff = this.#surroundings.later(tick, this.#look);
    }
    this.#warn(left > warning ? undefined : this.#present().now + left);
  };

  /** Two clocks never agree to the millisecond: a deadline that has hardly moved is not told again. */
  #warn(signOutAt: number | undefined): void {
    const { epos, move } = this.#insides;
    const told = 'signOutAt' in epos.state ? epos.state.signOutAt : undefined;
    if (signOutAt === undefined || told === undefined || Math.abs(told - signOutAt) >= warningTick) {
      move({ type: 'idle', signOutAt });
    }
  }

  /** Tabs that sleep hear late: before the end the others are asked whether the person is with them. */
  #ask(): void {
    this.#isAsking = true;
    this.#say({ untouched: 'since when?' });
    this.#callOff = this.#surroundings.later(answerTime, () => {
      this.#isAsking = false;
      if (this.#untouched < this.#settings.idle) this.#look();
      else if (this.#isSignedIn) void this.#signOut();
    });
  }

  /** At every provider. Where the SSO cannot be reached, here at once and there as soon as the line returns. */
  async #signOut(): Promise<void> {
    const { epos, move, environment } = this.#insides;
    this.#isPending = false;
    environment.storage.setItem(idleKey, '1');
    try {
      await epos.signOut();
      // The browser is leaving for the SSO, and reads the reason when it comes back.
      if (epos.state.kind === 'redirecting') return;
      environment.storage.removeItem(idleKey);
    } catch {
      this.#isPending = true;
      environment.storage.setItem(idleKey, pending);
    }
    move({ type: 'signed-out', reason: 'idle' });
  }
}

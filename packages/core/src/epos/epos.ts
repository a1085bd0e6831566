import type { Category, Subsystem } from '../contract/contract.ts';
import type { Portal } from '../portal/portal.ts';
import type { Notes } from '../remember/notes.ts';
import type { SharedComputerOptions } from '../shared-computer/options.ts';
import type { EposState } from '../state/state.ts';
import type { Clock, SignInOptions, SignOutOptions, StorageLike, Transport } from '../transport/transport.ts';
import { Client } from './client.ts';

/** What `createEpos` is made of. */
export interface EposOptions<Extras extends object> {
  /** How sessions are had: `gateway(…)`, or `direct(…)` where there is no server of one's own. */
  transport: Transport<Extras>;
  /** Who knows roles and subsystems: `portalApi(…)` or one of your own. */
  portal: Portal;
  /**
   * Where this device keeps the last chosen category, the last list of subsystems and what the tabs tell each other.
   * Default: `localStorage`.
   */
  storage?: StorageLike;
  /**
   * For computers that several people use: nothing survives the tab (`storage` is not used), whoever does not touch the
   * page is warned (`signOutAt` in the state) and then signed out at every provider, and so is whoever signs out.
   * Default: off. `true`: signed out after 10 minutes, warned 1 minute before.
   */
  sharedComputer?: boolean | SharedComputerOptions;
  /** Default: the device's clock. */
  clock?: Clock;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch;
}

/** How long a caller waits. */
export interface WaitOptions {
  /** Gives up waiting. */
  signal?: AbortSignal;
}

/** A sign-in to EPOS: one state, and what can be done about it. */
export interface Epos {
  /** The journey as it stands. A new object for each change, never mutated. */
  readonly state: EposState;

  /** The issuer's identifier, where the transport knows it. */
  readonly issuer: string | undefined;

  /**
   * Opens what this device keeps for the person who is signed in, such as favourite subsystems: under a digest of who it
   * is, erased at sign-out. The method is there once somebody is signed in; what it opened is empty as soon as nobody,
   * or somebody else, is.
   *
   * @returns `undefined` with `sharedComputer`, and on pages without HTTPS, where nothing is kept
   * @example
   * ```ts
   * const notes = await epos.notes?.();
   * notes?.write('last-class', '9 «А»');
   * ```
   */
  notes?(): Promise<Notes | undefined>;

  /**
   * Handles a callback in the address bar, or restores the session that stands. Call it once per page, early; further
   * calls give the same answer. A failure is a state (`failed`), not an exception; a transport or portal that never
   * answers is one too (`timeout`, after 60 and 30 seconds).
   *
   * @param options.signal gives up waiting
   * @returns the state that was reached; the subsystems may still be loading in it
   * @throws {@linkcode EposError} `aborted`
   */
  ready(options?: WaitOptions): Promise<EposState>;

  /**
   * Calls `listener` after each change of the state, with the new state.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: (state: EposState) => void): () => void;

  /**
   * Leaves for the provider's page. Resolves when the browser is on its way; with `via: 'popup'`, when the person has
   * signed in beside this page. Whoever closes the popup is where they were before (`popup_closed`).
   *
   * @throws {@linkcode EposError} `invalid_options` (a foreign `returnTo`), `network`, `timeout`, `unavailable`,
   * `issuer_mismatch`, `login_loop`, `storage_unavailable`, `insecure_context`, `aborted`, `popup_closed`; in a popup
   * also what the answer of the provider ends in, such as `access_denied`
   * @example
   * ```ts
   * await epos.signIn({ provider: 'esia', returnTo: '/journal' });
   * ```
   */
  signIn(options?: SignInOptions): Promise<void>;

  /**
   * Goes on in this category: chooses it, or switches to it, in the other tabs too. A category the person does not have
   * is ignored.
   *
   * @param options.signal gives up waiting until the choice is remembered; it is made at once
   * @throws {@linkcode EposError} `aborted`
   */
  chooseCategory(category: Category, options?: WaitOptions): Promise<void>;

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
   * @param options.signal gives up waiting for a page that is still finding its session
   * @throws {@linkcode EposError} `subsystem_unavailable`, `aborted`
   */
  open(subsystem: Subsystem | string, options?: WaitOptions): Promise<void>;

  /**
   * Asks the portal for roles and subsystems again, or tries again what has failed. Failures end in the state, not in
   * an exception. After a fault that passes by itself the SDK does so too, as soon as the line returns.
   *
   * @param options.signal gives up waiting; the question goes on
   * @throws {@linkcode EposError} `aborted`
   */
  refresh(options?: WaitOptions): Promise<void>;

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
   * Signs out in every tab of this browser and, unless `everywhere` is false, at the SSO and the provider too: on a
   * shared computer nobody else may find the session. With `sharedComputer` it is always everywhere.
   *
   * @throws {@linkcode EposError} `invalid_options` (a foreign `returnTo`), `network`, `offline`, `timeout` (the SSO, or
   * 60 seconds in all), `unavailable`, `aborted`; nobody is signed in here any more all the same, but for the first
   */
  signOut(options?: SignOutOptions): Promise<void>;

  /**
   * Says that the person is still there, where the page knows it by other means than pointer, keys and touch: a video
   * that plays, the button of a warning. Without `sharedComputer` it does nothing.
   *
   * @example
   * ```ts
   * if ('signOutAt' in state && state.signOutAt) ask('Вы ещё здесь?').then(() => epos.stay());
   * ```
   */
  stay(): void;

  /** Lets go of listeners and pending work. The session itself stays. */
  close(): void;
}

/**
 * Creates the SDK's one object. Does nothing by itself: no network, no storage, no listeners until `ready()`, so it may
 * be constructed on a server too. One per page, outside components: React's StrictMode makes those twice.
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

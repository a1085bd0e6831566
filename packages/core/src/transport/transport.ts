import type { SessionHealth, SignedOutReason, ProviderId } from '../state/state.ts';

/** What a person or a page may ask of a sign-in. */
export interface SignInOptions {
  /** Which provider checks the password. Without it the SSO offers the choice itself. */
  provider?: ProviderId;
  /** Where to go on afterwards: an address of the page's own origin. Default: the present one. */
  returnTo?: string;
  /** `redirect` leaves the page (default). `popup` keeps it, where the popup part is installed; never for ЕСИА. */
  via?: 'redirect' | 'popup';
  /** As in OpenID Connect Core 3.1.2.1: `login` asks for the password again, `select_account` for another person. */
  prompt?: 'login' | 'select_account' | 'none';
  /** How old the last password check may be, in seconds; 0 asks for it again. */
  maxAge?: number;
  /** The authentication context class that is needed, such as a second factor. */
  acr?: string;
  signal?: AbortSignal;
}

/** How a person leaves. */
export interface SignOutOptions {
  /** Also signs out at the SSO and at the provider (default true); false ends the session in this browser's tabs only. */
  everywhere?: boolean;
  /** Where to arrive afterwards: an address of the page's own origin. Default: the present one. */
  returnTo?: string;
  signal?: AbortSignal;
}

/** How the page's past became its present. */
export type Restored =
  /** A session stands. `interactive` when the person signed in just now, not when a session was found. */
  | { readonly kind: 'session'; readonly interactive: boolean }
  | { readonly kind: 'none'; readonly reason: SignedOutReason }
  /** The browser is leaving for the provider: nothing more will happen on this page. */
  | { readonly kind: 'leaving' }
  /** This page was loaded in a hidden frame only to carry an answer to its parent, and stays silent. */
  | { readonly kind: 'framed' };

/** What a connection reports by itself, between calls. */
export type ConnectionEvent =
  | { readonly type: 'session'; readonly session: SessionHealth }
  | { readonly type: 'ended'; readonly reason: SignedOutReason }
  /** Another tab signed in, or in as somebody else: restore again. */
  | { readonly type: 'changed' };

/** What a transport gets from `createEpos`. */
export interface Environment {
  readonly storage: StorageLike;
  readonly clock: Clock;
  /** The page's `fetch`, or what `createEpos` was given instead. */
  readonly fetch: typeof fetch;
  /** The origins to which the token may go: those of the portal. */
  readonly origins: readonly string[];
  /** Whether several people use this computer: no session that another tab began may be used, and `storage` is the tab's. */
  readonly sharedComputer?: boolean;
  /** Reports an event to the `Epos` of this connection. */
  readonly emit: (event: ConnectionEvent) => void;
}

/** A live transport: the session and all that is done with it. */
export interface Connection<Extras extends object = object> {
  /** Handles a callback in the address bar, or finds the session that stands. Throws {@linkcode EposError}. */
  restore(signal?: AbortSignal): Promise<Restored>;
  /** Leaves for the provider. Resolves when the browser is on its way; the page is gone soon after. */
  signIn(options: SignInOptions): Promise<void>;
  /** Ends the session, and leaves for the SSO to end it there unless `everywhere` is false. */
  signOut(options: SignOutOptions): Promise<void>;
  /** Drops the session of this page without a word to anybody: it was ended, or changed hands, in another tab. */
  forget(): void;
  /** `fetch` with the session attached, to allowed origins only. */
  readonly fetch: typeof fetch;
  /** The claims of the present session's token, as far as it can be read here; see `PortalContext`. */
  claims?(token: 'id' | 'access'): Readonly<Record<string, unknown>> | undefined;
  /** Names the session that the tabs of this browser share. Without it the tabs tell each other nothing. */
  readonly scope?: string;
  /** The issuer's identifier, for third-party-initiated login at a subsystem; absent where it is not known here. */
  readonly issuer?: string | undefined;
  /** Methods this transport adds to `Epos`. */
  readonly extras: Extras;
  /** Lets go of listeners and pending work. */
  close(): void;
}

/** How sessions are had: `direct(…)` or `gateway(…)`. */
export interface Transport<Extras extends object = object> {
  readonly kind: 'direct' | 'gateway';
  /** Whether it keeps sessions on this device beyond the tab, which a shared computer forbids. */
  readonly persistent?: boolean;
  /** Makes the connection that one `Epos` works with. Does nothing by itself. */
  connect(environment: Environment): Connection<Extras>;
}

/** Where small things are kept for the person on this device. Each call may throw; the SDK copes. */
export interface StorageLike {
  /** The value under this key, or `null`. */
  getItem(key: string): string | null;
  /** Keeps the value under this key. */
  setItem(key: string, value: string): void;
  /** Forgets the value under this key. */
  removeItem(key: string): void;
}

/** Two clocks: one to compare with other devices, one to measure by. */
export interface Clock {
  /** Wall-clock time in milliseconds since 1970, possibly wrong. */
  now(): number;
  /** Time that only goes forward, in milliseconds from any beginning. */
  monotonic(): number;
}

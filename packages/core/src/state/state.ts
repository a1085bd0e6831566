import type { Category, Person, Role, Subsystem } from '../contract/contract.ts';
import type { EposError } from '../errors/errors.ts';

/** Who checks the password: РСАА for employees, ЕСИА (Gosuslugi) for everybody. */
export type ProviderId = 'rsaa' | 'esia';

/**
 * Why nobody is signed in: nobody was (`never`), the session ended at the server (`ended`), nobody touched the device
 * (`idle`), signed out in another tab or subsystem (`elsewhere`), or it cannot be known (`unknown`).
 */
export type SignedOutReason = 'never' | 'ended' | 'idle' | 'elsewhere' | 'unknown';

/** How the session stands: usable, about to run out, or cut off from the server for the moment. */
export type SessionHealth = 'fresh' | 'expiring' | 'offline';

/** The person's permitted subsystems. `stale` is the last list, shown while or because a newer one is not there. */
export type SubsystemsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly items: readonly Subsystem[] }
  | { readonly kind: 'stale'; readonly items: readonly Subsystem[]; readonly error?: EposError }
  | { readonly kind: 'failed'; readonly error: EposError };

/** Nothing is known yet: a callback is being handled, or a session looked for. */
export interface Restoring {
  readonly kind: 'restoring';
}

/** Nobody is signed in. */
export interface SignedOut {
  readonly kind: 'signed-out';
  readonly reason: SignedOutReason;
}

/** The browser is on its way to a provider's page, or away from the session. */
export interface Redirecting {
  readonly kind: 'redirecting';
  readonly to: 'sign-in' | 'sign-out';
  readonly provider?: ProviderId;
}

/** What is known in both states of a signed-in person. */
interface SignedIn {
  readonly person: Person;
  readonly roles: readonly Role[];
  /** The person's categories, each once, in the manual's order. Never empty. */
  readonly categories: readonly Category[];
  readonly subsystems: SubsystemsState;
  readonly session: SessionHealth;
  /**
   * On a shared computer that nobody touches: when the person will be signed out, in milliseconds since 1970 by the
   * clock of the `Epos`. There while the warning stands, whatever else is to be said of the session.
   */
  readonly signOutAt?: number | undefined;
}

/** The person has several categories and has not chosen yet. */
export interface ChoosingCategory extends SignedIn {
  readonly kind: 'choosing-category';
  /** The category the person chose last time on this device. */
  readonly remembered?: Category;
}

/** The person works in a category. */
export interface Ready extends SignedIn {
  readonly kind: 'ready';
  readonly category: Category;
}

/** A failure and the state it struck, to which `dismiss()` leads back. */
export interface Failed {
  readonly kind: 'failed';
  readonly error: EposError;
  readonly from: Exclude<EposState, Failed>;
  /** Who is signed in all the same: with `no_roles` the session stands. */
  readonly person?: Person;
}

/** The whole journey, told apart by `kind`. Moved only by {@linkcode transition}. */
export type EposState = Restoring | SignedOut | Redirecting | ChoosingCategory | Ready | Failed;

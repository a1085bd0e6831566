import type { Me, Subsystem } from '../contract/contract.ts';

/** What a portal is given with each call. */
export interface PortalContext {
  /** The connection's `fetch`: it attaches the session. */
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal;
}

/**
 * The API that knows roles and permitted subsystems. The real portal's API is not public, so the SDK depends on this
 * interface: `portalApi(url)` speaks the contract of this package, and an operator can write another in twenty lines.
 */
export interface Portal {
  /** The origins the portal answers at: the session goes there and nowhere else. */
  readonly origins: readonly string[];
  /** Who is signed in and in which roles. Throws {@linkcode EposError}. */
  me(context: PortalContext): Promise<Me>;
  /** Every permitted subsystem of the person, in all categories. Throws {@linkcode EposError}. */
  subsystems(context: PortalContext): Promise<readonly Subsystem[]>;
}

export { portalApi } from './portal-api.ts';

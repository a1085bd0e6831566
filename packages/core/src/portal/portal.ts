import type { Claims } from '../contract/claims.ts';
import type { Me, Subsystem } from '../contract/contract.ts';

export type { Claims } from '../contract/claims.ts';

/** What a portal is given with each call. */
export interface PortalContext {
  /** The connection's `fetch`: it attaches the session. */
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal;
  /**
   * What the tokens of the session say, where a transport holds tokens. `id`: the claims of the id_token, which has
   * passed every check. `access`: the payload of the access token where that is a JWT, not verified here: it is meant
   * for the servers that take it, so show by it what there is to see, and let each server decide for itself.
   */
  readonly claims?: ((token: 'id' | 'access') => Claims | undefined) | undefined;
}

/**
 * The API that knows roles and permitted subsystems. The real portal's API is not public, so the SDK depends on this
 * interface: `portalApi(url)` speaks the contract of this package, `lmsSessions(url)` the journal's session,
 * `claimsPortal(…)` reads what the SSO says, and an operator can write another in twenty lines.
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

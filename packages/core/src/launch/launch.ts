import { withParameters } from '../address/address.ts';
import type { Category, Subsystem } from '../contract/contract.ts';

/** The query parameter in which a launch address carries the chosen category to the subsystem. */
export const categoryParameter = 'epos_category';

/** What a launch address takes along. */
export interface LaunchOptions {
  /** The category the person works in; the subsystem takes it up if the person has it there. */
  category?: Category | undefined;
  /** The issuer's identifier: needed for third-party-initiated login. */
  issuer?: string | undefined;
}

/**
 * The address that opens a subsystem: the subsystem's third-party-initiated login where it offers one, so that it signs
 * the person in at the same SSO at once, else its plain address. Either carries the category.
 *
 * @returns the address, or `undefined` while the subsystem's status or its missing address forbids opening it.
 * @see OpenID Connect Core 1.0, section 4
 */
export function launchAddress(subsystem: Subsystem, { category, issuer }: LaunchOptions = {}): string | undefined {
  const { url, initiate_login_uri: initiate, status } = subsystem;
  if (!url || (status.kind !== 'available' && status.kind !== 'degraded')) return undefined;
  const target = withParameters(url, { [categoryParameter]: category });
  return initiate && issuer ? withParameters(initiate, { iss: issuer, target_link_uri: target }) : target;
}

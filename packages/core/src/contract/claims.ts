import type { Role } from './person.ts';

/** What a token says, as it says it: nothing here has been checked beyond the token itself. */
export type Claims = Readonly<Record<string, unknown>>;

/** What there is to read roles and names from. What is not there is empty. */
export interface ClaimSources {
  /** The id_token's claims, all checks passed. A server that is called with an access token has none. */
  readonly id: Claims;
  /** The access token's payload where it is a JWT: a view in the browser, which does not verify it, as a server does. */
  readonly access: Claims;
  /** What the userinfo endpoint answers about the same `sub`, where its address was given. */
  readonly userinfo: Claims;
}

/** Reads a person's roles from claims. Claims that nobody knows bring no role; none at all is a state of its own. */
export type RoleSource = (claims: ClaimSources) => readonly Role[];

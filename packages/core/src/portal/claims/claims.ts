/**
 * A portal for systems that have none: roles and names out of what the SSO says, subsystems out of a list.
 *
 * @module
 */
import type { ClaimSources, Claims, RoleSource } from '../../contract/claims.ts';
import type { Me, Person, Subsystem } from '../../contract/contract.ts';
import { isSecureAddress } from '../../address/secure-address.ts';
import { demand } from '../../errors/demand.ts';
import { EposError } from '../../errors/errors.ts';
import { askForJson, reading } from '../../http/http.ts';
import { permitted } from '../permitted.ts';
import type { Portal, PortalContext } from '../portal.ts';
import { shareAnswer } from '../share-answer.ts';
import { personOf } from './person.ts';

export type { Claims, ClaimSources, RoleSource } from '../../contract/claims.ts';
export { keycloakRoles, type KeycloakRoles } from '../../contract/keycloak-roles.ts';

/** Where a {@linkcode claimsPortal} reads what. */
export interface ClaimsPortalOptions {
  /** How claims become roles: `keycloakRoles({ … })`, or a function of your own. */
  readonly roles: RoleSource;
  /** All subsystems there are. Each person is shown those of the categories of the own roles. */
  readonly subsystems: readonly Subsystem[];
  /**
   * The address of the SSO's userinfo endpoint, https, where the id_token lacks names or roles. Its origin must be open
   * to the page (CORS); the access token goes there. An answer about another `sub` than the id_token's is refused.
   */
  readonly userinfo?: string;
  /** How claims become a name. Default: the standard claims, «Фамилия Имя Отчество». */
  readonly person?: (claims: ClaimSources) => Person;
}

/**
 * A portal that asks nobody: roles from token claims, the person from the standard claims, subsystems from a list. It
 * needs a transport that holds tokens, such as `direct`, and there a scope that brings names: `openid profile`.
 *
 * @param options how claims become roles, all subsystems there are, and what else to ask
 * @returns a portal for `createEpos`
 * @throws {@linkcode EposError} `invalid_options`. Its methods: `invalid_options` (the transport holds no tokens),
 * `session_ended`, `bad_response` (no name to be found, userinfo of another `sub`, a mapper that throws), and with
 * `userinfo` `forbidden`, `rate_limited`, `unavailable`, `server_error`, `timeout`, `network`, `offline`, `aborted`
 * @example
 * ```ts
 * import { claimsPortal, keycloakRoles } from '@epos-login/core/claims';
 *
 * const portal = claimsPortal({
 *   roles: keycloakRoles({
 *     realm: { teacher: { category: 'employee', title: 'Учитель' }, parent: { category: 'parent', title: 'Родитель' } },
 *   }),
 *   subsystems: [
 *     { id: 'journal', name: 'ЭПОС.Школа', categories: ['employee', 'parent'], url: 'https://journal.example/',
 *       status: { kind: 'available' } },
 *   ],
 * });
 * ```
 * @see OpenID Connect Core 5.1 for the claims, 5.3 for userinfo
 */
export function claimsPortal({ roles, subsystems, userinfo, person = personOf }: ClaimsPortalOptions): Portal {
  demand(
    typeof roles === 'function',
    'configure',
    'claimsPortal: roles must be a function, such as keycloakRoles({…})',
  );
  demand(Array.isArray(subsystems), 'configure', 'claimsPortal: subsystems must be a list');
  demand(userinfo === undefined || isSecureAddress(userinfo), 'configure', 'claimsPortal: userinfo must be https');

  const me = shareAnswer(async (context: PortalContext): Promise<Me> => {
    const claims = await readClaims(context, userinfo);
    return reading('portal', () => ({ person: person(claims), roles: [...roles(claims)] }));
  });
  return {
    origins: userinfo === undefined ? [] : [new URL(userinfo).origin],
    me,
    subsystems: async (context) => permitted(subsystems, (await me(context)).roles),
  };
}

async function readClaims(
  { claims, fetch, signal }: PortalContext,
  userinfo: string | undefined,
): Promise<ClaimSources> {
  demand(claims !== undefined, 'portal', 'claimsPortal: the transport holds no tokens to read');
  const id = claims('id');
  // The session went while the question was on its way.
  if (!id) throw new EposError('session_ended', 'portal');
  const sources = { id, access: claims('access') ?? {}, userinfo: {} };
  if (userinfo === undefined) return sources;
  const { body } = await askForJson({ url: userinfo, fetch, signal, phase: 'portal' });
  const about = Object(body) as Claims;
  // Core 5.3.2: else these are somebody else's names, swapped in by who can answer for the endpoint but not sign.
  if (!id.sub || about.sub !== id.sub) {
    throw new EposError('bad_response', 'portal', { message: 'userinfo: sub is not that of the id_token' });
  }
  return { ...sources, userinfo: about };
}

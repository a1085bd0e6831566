import type { Claims, RoleSource } from './claims.ts';
import type { Role } from './person.ts';

/** What the roles of a realm and of its clients mean here. Names that stand in neither bring no role. */
export interface KeycloakRoles {
  /** By the name in `realm_access.roles`. */
  readonly realm?: Readonly<Record<string, Omit<Role, 'id'>>>;
  /** By client, then by the name in `resource_access[client].roles`. */
  readonly clients?: Readonly<Record<string, Readonly<Record<string, Omit<Role, 'id'>>>>>;
}

/**
 * Reads roles where Keycloak writes them: `realm_access.roles` and `resource_access[client].roles`, by default in the
 * access token, with mappers of one's own in the id_token and in userinfo too. All of them are read.
 *
 * @param meanings what each role is in EPOS; the order of these is the order of the roles
 * @returns for `claimsPortal({ roles })` in a page, and for `createVerifier({ rolesFrom })` on a subsystem's server
 * @example
 * ```ts
 * const roles = keycloakRoles({
 *   realm: { parent: { category: 'parent', title: 'Родитель' } },
 *   clients: { journal: { tutor: { category: 'employee', title: 'Классный руководитель' } } },
 * });
 * ```
 */
export function keycloakRoles({ realm = {}, clients = {} }: KeycloakRoles): RoleSource {
  return ({ access, id, userinfo }) => {
    const sources = [access, id, userinfo];
    const read = (prefix: string, meanings: Readonly<Record<string, Omit<Role, 'id'>>>, path: readonly string[]) => {
      const names = new Set(sources.flatMap((claims) => namesIn(claims, path)));
      return Object.entries(meanings).flatMap(([name, role]) =>
        names.has(name) ? [{ ...role, id: `${prefix}:${name}` }] : [],
      );
    };
    return [
      ...read('realm', realm, ['realm_access']),
      ...Object.entries(clients).flatMap(([client, meanings]) =>
        read(`client:${client}`, meanings, ['resource_access', client]),
      ),
    ];
  };
}

function namesIn(claims: Claims, path: readonly string[]): unknown[] {
  const holder = [...path, 'roles'].reduce<unknown>(
    // Claims are data: what every object inherits is not among them.
    (value, key) => (Object.hasOwn(Object(value) as object, key) ? (value as Claims)[key] : undefined),
    claims,
  );
  return Array.isArray(holder) ? holder : [];
}

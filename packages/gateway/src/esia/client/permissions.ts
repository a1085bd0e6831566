import { EsiaError } from '../errors/errors.ts';

/**
 * One consent of the Digital profile: what the person allows the system to do, why, and for how long. The names are
 * mnemonics of ESIA's register of consents.
 *
 * @see esia-and-epos A2 `permissions`
 */
export interface EsiaPermission {
  /** The type of the consent. */
  readonly sysname: string;
  /** How long the consent holds, in minutes. */
  readonly expire?: number;
  /** Who answers for it: the name of the organization. */
  readonly responsibleObject?: string;
  readonly actions: readonly string[];
  readonly purposes: readonly string[];
  readonly scopes: readonly string[];
}

/** As the parameter is written: JSON in base64url without padding. It is no part of what is signed. */
export function writePermissions(permissions: readonly EsiaPermission[]): string {
  const named = (names: readonly string[]) => names.map((sysname) => ({ sysname }));
  const list = permissions.map(({ sysname, expire, responsibleObject, actions, purposes, scopes }) => {
    if (sysname === '') throw wrong('a permission has no sysname');
    if (expire !== undefined && !(Number.isInteger(expire) && expire > 0)) {
      throw wrong('the expire of a permission is not a number of minutes');
    }
    return {
      ...(responsibleObject === undefined ? {} : { responsibleObject }),
      sysname,
      ...(expire === undefined ? {} : { expire }),
      actions: named(actions),
      purposes: named(purposes),
      scopes: named(scopes),
    };
  });
  return Buffer.from(JSON.stringify(list)).toString('base64url');
}

function wrong(why: string): EsiaError {
  return new EsiaError('invalid_options', { message: `createEsiaClient: ${why}.` });
}

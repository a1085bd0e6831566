import * as z from 'zod/mini';
import type { ConsentType, InformationSystem } from '../options.ts';
import { Refusal } from './refusal.ts';

const names = z.array(z.object({ sysname: z.string() }));

const permissions = z.array(
  z.object({
    sysname: z.optional(z.string()),
    expire: z.optional(z.number()),
    responsibleObject: z.optional(z.string()),
    actions: z._default(names, []),
    purposes: z._default(names, []),
    scopes: z._default(names, []),
  }),
);

/** A consent asked for, as ESIA writes it into the access token. */
export type Permission = z.infer<typeof permissions>[number];

/**
 * Reads `permissions` and holds them against the register of consents.
 *
 * @see esia-and-epos A2 "base64url without padding of JSON … then scope=openid"; A11 for the codes
 */
export function readPermissions(written: string | undefined, system: InformationSystem, scope: string): Permission[] {
  if (written === undefined) return [];
  if (scope !== 'openid') throw new Refusal('ESIA-007006', 'permissions');
  const read = z.safeParse(permissions, decode(written));
  if (!read.success || read.data.length === 0) throw new Refusal('ESIA-007003', 'permissions');
  for (const permission of read.data) check(permission, system.consents ?? []);
  return read.data;
}

function decode(written: string): unknown {
  if (!/^[\w-]+$/.test(written)) throw new Refusal('ESIA-007003', 'permissions');
  try {
    return JSON.parse(Buffer.from(written, 'base64url').toString());
  } catch {
    throw new Refusal('ESIA-007003', 'permissions');
  }
}

function check(permission: Permission, register: readonly ConsentType[]): void {
  const { sysname, expire } = permission;
  const [actions, purposes, scopes] = [permission.actions, permission.purposes, permission.scopes].map((list) =>
    list.map((item) => item.sysname),
  ) as [string[], string[], string[]];
  if (sysname === undefined || sysname === '') throw new Refusal('ESIA-036700');
  const type = register.find((known) => known.sysname === sysname);
  if (!type) throw new Refusal('ESIA-036701', sysname);
  const has = (all: readonly string[], some: readonly string[]) => some.every((one) => all.includes(one));
  if (type.scopes.length === 0 && scopes.length > 0) throw new Refusal('ESIA-036704', sysname);
  if (!has(scopes, type.mandatoryScopes ?? [])) throw new Refusal('ESIA-036702', sysname);
  if (!has(type.scopes, scopes)) throw new Refusal('ESIA-036703', sysname);
  if (actions.length === 0) throw new Refusal('ESIA-036705', sysname);
  if (!has(type.actions, actions)) throw new Refusal('ESIA-036706', sysname);
  if (purposes.length === 0) throw new Refusal('ESIA-036707', sysname);
  if (purposes.length > 1) throw new Refusal('ESIA-036727', sysname);
  if (!has(type.purposes, purposes)) throw new Refusal('ESIA-036726', sysname);
  if (expire !== undefined && !(Number.isInteger(expire) && expire > 0)) throw new Refusal('ESIA-036716', sysname);
}

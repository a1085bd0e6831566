import type { Category, Role, Subsystem } from '../contract/contract.ts';

/** The roles in this category, in the portal's order. */
export function rolesIn(roles: readonly Role[], category: Category): Role[] {
  return roles.filter((role) => role.category === category);
}

/** The subsystems shown in this category, in the portal's order. */
export function subsystemsIn(subsystems: readonly Subsystem[], category: Category): Subsystem[] {
  return subsystems.filter((subsystem) => subsystem.categories.includes(category));
}

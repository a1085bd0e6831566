import type { Role, Subsystem } from '../contract/contract.ts';

/** Of a list that is the same for everybody: what is meant for the categories of these roles. */
export function permitted(subsystems: readonly Subsystem[], roles: readonly Pick<Role, 'category'>[]): Subsystem[] {
  return subsystems.filter(({ categories }) => roles.some(({ category }) => categories.includes(category)));
}

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Role, Subsystem } from '../contract/contract.ts';
import { rolesIn, subsystemsIn } from './roles.ts';

const roles: Role[] = [
  { id: 'r2', category: 'employee', title: 'Учитель' },
  { id: 'r1', category: 'parent', title: 'Родитель' },
  { id: 'r3', category: 'employee', title: 'Завуч' },
];
const subsystem = (id: string, ...categories: Subsystem['categories']): Subsystem => ({
  id,
  name: id,
  categories,
  status: { kind: 'available' },
});
const subsystems = [
  subsystem('reports', 'employee'),
  subsystem('journal', 'parent', 'employee'),
  subsystem('meals', 'parent'),
];
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

it('gives the roles of a category in the portal’s order', () => {
  assert.deepEqual(ids(rolesIn(roles, 'employee')), ['r2', 'r3']);
  assert.deepEqual(rolesIn(roles, 'student'), []);
});

it('gives the subsystems shown in a category in the portal’s order', () => {
  assert.deepEqual(ids(subsystemsIn(subsystems, 'employee')), ['reports', 'journal']);
  assert.deepEqual(ids(subsystemsIn(subsystems, 'parent')), ['journal', 'meals']);
  assert.deepEqual(subsystemsIn(subsystems, 'student'), []);
});

/** What the tests of `createEpos` start from: a person in two roles, portals and transports that say what a test likes. */
import { afterEach } from 'node:test';
import type { Me, Subsystem } from '../contract/contract.ts';
import { createEpos as create, type Epos, type EposOptions } from '../epos/epos.ts';
import type { Portal } from '../portal/portal.ts';
import type { Connection, Environment, Restored, StorageLike, Transport } from '../transport/transport.ts';

export const person = { sub: 'p1', name: 'Смирнов Алексей', family_name: 'Смирнов', given_name: 'Алексей' };
export const roles: Me['roles'] = [
  { id: 'r1', category: 'employee', title: 'Учитель' },
  { id: 'r2', category: 'parent', title: 'Родитель' },
];
export const journal: Subsystem = {
  id: 'journal',
  name: 'ЭПОС.Школа',
  categories: ['employee', 'parent'],
  url: 'https://journal.example/',
  status: { kind: 'available' },
};

/** A portal whose answers the test gives when it likes. */
export function heldPortal() {
  const answers = { me: Promise.withResolvers<Me>(), subsystems: Promise.withResolvers<Subsystem[]>() };
  const portal: Portal = {
    origins: ['https://portal.example'],
    me: () => answers.me.promise,
    subsystems: () => answers.subsystems.promise,
  };
  return { portal, ...answers };
}

export const openPortal = (answer: Partial<Me> = {}): Portal => ({
  origins: ['https://portal.example'],
  me: () => Promise.resolve({ person, roles, ...answer }),
  subsystems: () => Promise.resolve([journal]),
});

export class MemoryStorage implements StorageLike {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

/** What the last transport was given. */
export let environment: Environment;

export function transport(restored: Restored, overrides: Partial<Connection> = {}): Transport<{ hello(): string }> {
  return {
    kind: 'direct',
    connect(given) {
      environment = given;
      return {
        restore: () => Promise.resolve(restored),
        signIn: () => Promise.resolve(),
        signOut: () => Promise.resolve(),
        forget: () => undefined,
        fetch: () => Promise.reject(new Error('not used')),
        issuer: 'https://sso.example',
        close: () => undefined,
        ...overrides,
        extras: { hello: () => 'hello' },
      };
    },
  };
}

export const standing: Restored = { kind: 'session', interactive: false };
export const justNow: Restored = { kind: 'session', interactive: true };
export const nextTick = () => new Promise((resolve) => setImmediate(resolve));

const opened: Epos[] = [];
export function createEpos<Extras extends object>(options: EposOptions<Extras>) {
  const epos = create(options);
  opened.push(epos);
  return epos;
}
// What was asked and never answered would keep its time limit, and the process.
afterEach(() => {
  for (const epos of opened.splice(0)) epos.close();
});

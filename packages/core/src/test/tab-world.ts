/** What two frames of one page need to be two tabs of one browser: an SSO and a portal that both ask. */
import type { Portal } from '../portal/portal.ts';
import type { Transport } from '../transport/transport.ts';
import { me, tileOf } from './fake-tabs.ts';

export interface TabWorld {
  /** Who is signed in at the SSO. */
  sub: string | undefined;
}

export function transportOf(world: TabWorld): Transport {
  let token: string | undefined;
  return {
    kind: 'direct',
    connect: () => ({
      restore: () => {
        token ??= world.sub;
        return Promise.resolve(token ? { kind: 'session', interactive: false } : { kind: 'none', reason: 'never' });
      },
      signIn: () => Promise.resolve(),
      signOut: () => {
        token = world.sub = undefined;
        return Promise.resolve();
      },
      forget: () => {
        token = undefined;
      },
      fetch: () => Promise.reject(new Error('not used')),
      claims: () => (token ? { sub: token } : undefined),
      scope: 'https://sso.example journal',
      extras: {},
      close: () => undefined,
    }),
  };
}

export function portalOf(world: TabWorld): Portal {
  const answer = <T>(of: (sub: string) => T): Promise<T> =>
    world.sub ? Promise.resolve(of(world.sub)) : Promise.reject(new Error('nobody is signed in'));
  return { origins: [], me: () => answer(me), subsystems: () => answer((sub) => [tileOf(sub)]) };
}

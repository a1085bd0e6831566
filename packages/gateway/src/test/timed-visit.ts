import assert from 'node:assert/strict';
import type { GatewaySession } from '@epos-login/core/contract';
import { memoryStore, type GatewayOptions } from '../gateway.ts';
import type { Faults } from '../../../core/src/hostile/server/faults.ts';
import { HostileVisit } from './hostile-visit.ts';

export const minute = 60_000;

/** A signed-in browser, and a clock for gateway and store. */
export async function start(options: Partial<GatewayOptions> & { stored?: boolean } = {}, faults: Faults = {}) {
  const time = { now: Date.now() };
  const clock = () => time.now;
  const { stored, ...rest } = options;
  const store = stored ? memoryStore({ clock }) : undefined;
  // The issuer goes by the real clock, and its tokens must not look old.
  const claims = () => ({ iat: Math.floor(time.now / 1000), exp: Math.floor(time.now / 1000) + 300 });
  const all = { refreshes: true, claims, ...faults };
  const visit = new HostileVisit({ faults: all }, { clock, ...(store ? { store } : {}), ...rest });
  assert.equal(await visit.outcome(), 'ready');
  const pass = (milliseconds: number) => (time.now += milliseconds);
  const refresh = () => visit.call('/auth/refresh', { method: 'POST' });
  /** The same browser at another instance, with the same store and issuer. */
  const elsewhere = (changed: Partial<GatewayOptions> = {}) => {
    const fetch: typeof globalThis.fetch = (input, init) => visit.fetch(new Request(input, init));
    const other = new HostileVisit({}, { clock, ...(store ? { store } : {}), ...rest, fetch, ...changed });
    for (const [name, value] of visit.cookies) other.cookies.set(name, value);
    return other;
  };
  return { visit, pass, refresh, store, elsewhere };
}

export async function answered(response: Response): Promise<GatewaySession> {
  assert.equal(response.status, 200);
  return (await response.json()) as GatewaySession;
}

/** What is told of a session besides whose it is. */
export function pick({ session }: GatewaySession): object {
  const { id: _id, claims: _claims, ...rest } = session!;
  return rest;
}

/** How often tokens were renewed. */
export function grants(visit: HostileVisit): number {
  return visit.asked('token').filter(({ body }) => body.grant_type === 'refresh_token').length;
}

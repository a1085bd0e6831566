import type { Category, Role } from '@epos-login/core/contract';
import { AccessError } from './access-error.ts';
import type { Caller } from './caller.ts';
import type { IncomingRequest } from './token/credentials.ts';
import type { Verifier } from './verifier.ts';

/** A request as Express and Fastify have it: the whole address, wherever the route is mounted. */
interface Arrival extends Pick<IncomingRequest, 'method' | 'headers'> {
  readonly originalUrl: string;
}

// Beside the requests and not on them: their types belong to everybody, and Fastify wants a field declared first.
const callers = new WeakMap<object, Caller>();
const rolesOfCallers = new WeakMap<object, readonly Role[]>();

/**
 * Lets a request in, and remembers whom.
 *
 * @returns what the answer must carry
 */
export async function admit(request: Arrival, verifier: Verifier): Promise<Caller['headers']> {
  const { method, originalUrl: url, headers } = request;
  const caller = await verifier.verifyAccessToken({ method, url, headers });
  callers.set(request, caller);
  return caller.headers;
}

/** Lets a request of a caller with such a role in, and remembers the roles. */
export async function admitRoles(request: object, categories: readonly [Category, ...Category[]]): Promise<void> {
  rolesOfCallers.set(request, await callerOf(request).requireRole(...categories));
}

export function callerOf(request: object): Caller {
  const caller = callers.get(request);
  if (!caller) throw new TypeError('callerOf: verifyAccessToken must stand before this route.');
  return caller;
}

export function rolesOf(request: object): readonly Role[] {
  const roles = rolesOfCallers.get(request);
  if (!roles) throw new TypeError('rolesOf: requireRole must stand before this route.');
  return roles;
}

/** A refusal, to be answered. Whatever else has gone wrong is thrown on. */
export function refusalIn(error: unknown): AccessError {
  if (error instanceof AccessError) return error;
  throw error;
}

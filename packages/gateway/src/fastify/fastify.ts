/**
 * A subsystem's server in Fastify: who calls, and in which roles.
 *
 * @module
 */
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { AccessError, type Caller, type Category, type Role, type Verifier } from '../resource/resource.ts';

export {
  AccessError,
  createVerifier,
  keycloakRoles,
  type Caller,
  type Verifier,
  type VerifierOptions,
} from '../resource/resource.ts';

// Beside the request and not on it: a decorator would have to be declared first, and its type to everybody.
const callers = new WeakMap<object, Caller>();
const rolesOfRequests = new WeakMap<object, readonly Role[]>();

/**
 * A hook that lets in who brings an access token that `verifier` takes ({@linkcode callerOf} tells who that is), and
 * answers anybody else by a challenge and a problem document (401, 403, 400; 503 when the SSO's keys cannot be had).
 *
 * @param verifier what checks the tokens
 * @returns for `onRequest`, before a body is read
 * @example
 * ```ts
 * import { callerOf, createVerifier, requireRole, rolesOf, verifyAccessToken } from '@epos-login/gateway/fastify';
 *
 * app.addHook('onRequest', verifyAccessToken(createVerifier({ issuer, audience, portal, baseUrl })));
 * app.get('/api/marks', { onRequest: requireRole('employee') }, (request) =>
 *   marksOf(callerOf(request).sub, rolesOf(request)),
 * );
 * ```
 * @see RFC 6750, 3 · RFC 9449, 7.1
 */
export function verifyAccessToken(verifier: Verifier): onRequestAsyncHookHandler {
  return (request, reply) => {
    const { method, originalUrl: url, headers } = request;
    return letIn(reply, async () => {
      const caller = await verifier.verifyAccessToken({ method, url, headers });
      reply.headers(caller.headers);
      callers.set(request, caller);
    });
  };
}

/**
 * A hook that lets in who has a role in one of these categories ({@linkcode rolesOf} tells which), and answers others by
 * 403, and by 503 when the portal cannot tell. Stands behind {@linkcode verifyAccessToken}.
 *
 * @param categories one of them suffices
 * @returns for `onRequest` of a route
 */
export function requireRole(...categories: readonly [Category, ...Category[]]): onRequestAsyncHookHandler {
  return (request, reply) => {
    const caller = callerOf(request);
    return letIn(reply, async () => {
      rolesOfRequests.set(request, await caller.requireRole(...categories));
    });
  };
}

/**
 * Who calls.
 *
 * @throws `TypeError` where the request did not come through {@linkcode verifyAccessToken}
 */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (!caller) throw new TypeError('callerOf: verifyAccessToken must stand before this route.');
  return caller;
}

/**
 * The caller's roles in the categories that {@linkcode requireRole} asked for.
 *
 * @throws `TypeError` where the request did not come through it
 */
export function rolesOf(request: FastifyRequest): readonly Role[] {
  const roles = rolesOfRequests.get(request);
  if (!roles) throw new TypeError('rolesOf: requireRole must stand before this route.');
  return roles;
}

async function letIn(reply: FastifyReply, check: () => Promise<void>): Promise<unknown> {
  try {
    await check();
    return undefined;
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    // A hook that has answered returns the reply, so that the handler is left out.
    return reply.code(error.status).headers(error.headers).send(error.body);
  }
}

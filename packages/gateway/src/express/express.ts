/**
 * A subsystem's server in Express: who calls, and in which roles.
 *
 * @module
 */
import type { Request, RequestHandler, Response } from 'express';
import { AccessError, type Caller, type Category, type Role, type Verifier } from '../resource/resource.ts';

export {
  AccessError,
  createVerifier,
  keycloakRoles,
  type Caller,
  type Verifier,
  type VerifierOptions,
} from '../resource/resource.ts';

// Beside the request and not on it: its type belongs to everybody.
const callers = new WeakMap<object, Caller>();
const rolesOfRequests = new WeakMap<object, readonly Role[]>();

/**
 * Lets in who brings an access token that `verifier` takes ({@linkcode callerOf} tells who that is); answers anybody else
 * by a challenge and a problem document (401, 403, 400; 503 when the SSO's keys cannot be had).
 *
 * @param verifier what checks the tokens
 * @example
 * ```ts
 * import { callerOf, createVerifier, requireRole, rolesOf, verifyAccessToken } from '@epos-login/gateway/express';
 *
 * app.use('/api', verifyAccessToken(createVerifier({ issuer, audience, portal, baseUrl })));
 * app.get('/api/marks', requireRole('employee'), (req, res) => res.json(marksOf(callerOf(req).sub, rolesOf(req))));
 * ```
 * @see RFC 6750, 3 · RFC 9449, 7.1
 */
export function verifyAccessToken(verifier: Verifier): RequestHandler {
  return async (request, response, next) => {
    const { method, originalUrl: url, headers } = request;
    const isIn = await letIn(response, async () => {
      const caller = await verifier.verifyAccessToken({ method, url, headers });
      response.set(caller.headers);
      callers.set(request, caller);
    });
    if (isIn) next();
  };
}

/**
 * Lets in who has a role in one of these categories ({@linkcode rolesOf} tells which); answers others by 403, and by 503
 * when the portal cannot tell. Stands behind {@linkcode verifyAccessToken}.
 *
 * @param categories one of them suffices
 */
export function requireRole(...categories: readonly [Category, ...Category[]]): RequestHandler {
  return async (request, response, next) => {
    const caller = callerOf(request);
    const isIn = await letIn(response, async () => {
      rolesOfRequests.set(request, await caller.requireRole(...categories));
    });
    if (isIn) next();
  };
}

/**
 * Who calls.
 *
 * @throws `TypeError` where the request did not come through {@linkcode verifyAccessToken}
 */
export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (!caller) throw new TypeError('callerOf: verifyAccessToken must stand before this route.');
  return caller;
}

/**
 * The caller's roles in the categories that {@linkcode requireRole} asked for.
 *
 * @throws `TypeError` where the request did not come through it
 */
export function rolesOf(request: Request): readonly Role[] {
  const roles = rolesOfRequests.get(request);
  if (!roles) throw new TypeError('rolesOf: requireRole must stand before this route.');
  return roles;
}

/** Whether nothing refuses the call; else it is answered. */
async function letIn(response: Response, check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    response.status(error.status).set(error.headers).send(error.body);
    return false;
  }
}

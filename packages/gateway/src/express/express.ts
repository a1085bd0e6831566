/**
 * A subsystem's server in Express: who calls, and in which roles.
 *
 * @module
 */
import type { Request, RequestHandler, Response } from 'express';
import * as admission from '../resource/admission.ts';
import type { Caller, Category, Role, Verifier } from '../resource/resource.ts';

export * from '../resource/framework.ts';

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
    const isIn = await letIn(response, async () => {
      response.set(await admission.admit(request, verifier));
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
    const isIn = await letIn(response, () => admission.admitRoles(request, categories));
    if (isIn) next();
  };
}

/**
 * Who calls.
 *
 * @throws `TypeError` where the request did not come through {@linkcode verifyAccessToken}
 */
export const callerOf: (request: Request) => Caller = admission.callerOf;

/**
 * The caller's roles in the categories that {@linkcode requireRole} asked for.
 *
 * @throws `TypeError` where the request did not come through it
 */
export const rolesOf: (request: Request) => readonly Role[] = admission.rolesOf;

/** Whether nothing refuses the call; else it is answered. */
async function letIn(response: Response, check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch (error) {
    const { status, headers, body } = admission.refusalIn(error);
    response.status(status).set(headers).send(body);
    return false;
  }
}

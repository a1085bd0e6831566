/**
 * A subsystem's server in Hono: who calls, and in which roles.
 *
 * @module
 */
import type { MiddlewareHandler } from 'hono';
import { refusalIn } from '../resource/admission.ts';
import type { Caller, Category, Role, Verifier } from '../resource/resource.ts';

export * from '../resource/framework.ts';

/** What these middlewares leave in the context: `c.var.caller`, and behind `requireRole` also `c.var.roles`. */
export interface CallerEnv {
  /** See {@linkcode CallerEnv}. */
  Variables: {
    /** Who calls. */
    caller: Caller;
    /** The caller's roles in the categories that were required. */
    roles: readonly Role[];
  };
}

/**
 * Lets in who brings an access token that `verifier` takes, as `c.var.caller`; answers anybody else by a challenge and a
 * problem document (401, 403, 400; 503 when the SSO's keys cannot be had).
 *
 * @param verifier what checks the tokens
 * @example
 * ```ts
 * import { createVerifier, requireRole, verifyAccessToken, type CallerEnv } from '@epos-login/gateway/hono';
 *
 * const app = new Hono<CallerEnv>();
 * app.use('/api/*', verifyAccessToken(createVerifier({ issuer, audience, portal, baseUrl })));
 * app.get('/api/marks', requireRole('employee'), (c) => c.json(marksOf(c.var.roles)));
 * ```
 * @see RFC 6750, 3 · RFC 9449, 7.1
 */
export function verifyAccessToken(verifier: Verifier): MiddlewareHandler<CallerEnv> {
  return async (c, next) => {
    try {
      c.set('caller', await verifier.verifyAccessToken(c.req.raw));
    } catch (error) {
      return refusalIn(error).toResponse();
    }
    await next();
    for (const [name, value] of Object.entries(c.var.caller.headers)) c.header(name, value);
    return undefined;
  };
}

/**
 * Lets in who has a role in one of these categories, with those roles as `c.var.roles`; answers others by 403, and by 503
 * when the portal cannot tell. Stands behind {@linkcode verifyAccessToken}.
 *
 * @param categories one of them suffices
 */
export function requireRole(...categories: readonly [Category, ...Category[]]): MiddlewareHandler<CallerEnv> {
  return async (c, next) => {
    // Whatever the types say, nobody may have come through verifyAccessToken.
    const caller = c.get('caller') as Caller | undefined;
    if (!caller) throw new TypeError('requireRole: verifyAccessToken must stand before it.');
    try {
      c.set('roles', await caller.requireRole(...categories));
    } catch (error) {
      return refusalIn(error).toResponse();
    }
    await next();
    return undefined;
  };
}

/**
 * A subsystem's server in Fastify: who calls, and in which roles.
 *
 * @module
 */
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import * as admission from '../resource/admission.ts';
import type { Caller, Category, Role, Verifier } from '../resource/resource.ts';

export * from '../resource/framework.ts';

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
  return (request, reply) =>
    letIn(reply, async () => {
      reply.headers(await admission.admit(request, verifier));
    });
}

/**
 * A hook that lets in who has a role in one of these categories ({@linkcode rolesOf} tells which), and answers others by
 * 403, and by 503 when the portal cannot tell. Stands behind {@linkcode verifyAccessToken}.
 *
 * @param categories one of them suffices
 * @returns for `onRequest` of a route
 */
export function requireRole(...categories: readonly [Category, ...Category[]]): onRequestAsyncHookHandler {
  return (request, reply) => letIn(reply, () => admission.admitRoles(request, categories));
}

/**
 * Who calls.
 *
 * @throws `TypeError` where the request did not come through {@linkcode verifyAccessToken}
 */
export const callerOf: (request: FastifyRequest) => Caller = admission.callerOf;

/**
 * The caller's roles in the categories that {@linkcode requireRole} asked for.
 *
 * @throws `TypeError` where the request did not come through it
 */
export const rolesOf: (request: FastifyRequest) => readonly Role[] = admission.rolesOf;

async function letIn(reply: FastifyReply, check: () => Promise<void>): Promise<unknown> {
  try {
    await check();
    return undefined;
  } catch (error) {
    const { status, headers, body } = admission.refusalIn(error);
    // A hook that has answered returns the reply, so that the handler is left out.
    return reply.code(status).headers(headers).send(body);
  }
}

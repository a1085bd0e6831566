import type { Context } from 'hono';
import { Refusal } from '../protocol/refusal.ts';
import { codeLifetime } from '../protocol/tokens.ts';
import type { Authorization } from './authorizations.ts';
import type { JourneyContext } from './context.ts';
import type { Session } from './sessions.ts';

/** Leads back to the system with an error. @see esia-and-epos A2 "failure" */
export function refuse(c: Context, redirectUri: string, state: string | undefined, refusal: Refusal): Response {
  return leadBack(c, redirectUri, {
    error: refusal.oauthError,
    error_description: refusal.description,
    ...(state === undefined ? {} : { state }),
  });
}

/** Goes on with a person who has signed in: refuses, asks for consent, or leads back with a code. */
export function goOn(c: Context, context: JourneyContext, authorization: Authorization, session: Session): Response {
  const { request } = authorization;
  // A child's account (`KD`) hangs on a confirmed parent's and passes; a plain one does not.
  if (session.account.level === 'P' && request.system.admitsUnconfirmed !== true) {
    context.authorizations.end(authorization);
    return refuse(c, request.redirectUri, request.state, new Refusal('ESIA-007055'));
  }
  if (!context.consents.covers(session.account, request))
    return c.redirect(`/consent?request=${authorization.id}`, 303);
  return giveCode(c, context, authorization, session);
}

/** Leads back with a code. @see esia-and-epos A2 "success" */
function giveCode(
  c: Context,
  { authorizations, tokens, codes }: JourneyContext,
  authorization: Authorization,
  { account, sid, authTime, secondFactor }: Session,
): Response {
  authorizations.end(authorization);
  const { system, scope, scopes, redirectUri, state } = authorization.request;
  const grant = {
    clientId: system.mnemonic,
    account,
    scope,
    scopes,
    redirectUri,
    state,
    ...authorization.wishes,
    algorithm: system.tokenAlgorithm,
    sessionId: sid,
    authTime,
    secondFactor,
  };
  const code = tokens.code(grant);
  codes.keep(code, grant, codeLifetime);
  return leadBack(c, redirectUri, { code, state });
}

function leadBack(c: Context, redirectUri: string, parameters: Record<string, string>): Response {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return c.redirect(url.href, 303);
}

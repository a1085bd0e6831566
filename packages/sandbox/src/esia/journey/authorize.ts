import { Hono } from 'hono';
import { errorPage } from '../pages/messages.ts';
import { parametersOf } from '../protocol/parameters.ts';
import { readPermissions } from '../protocol/permissions.ts';
import { readChallenge } from '../protocol/pkce.ts';
import { Refusal } from '../protocol/refusal.ts';
import { checkSigned, redirectUriOf, systemOf } from '../protocol/signed-request.ts';
import { goOn, refuse } from './answer.ts';
import type { JourneyContext } from './context.ts';

/** `GET /aas/oauth2/v2/ac`. @see esia-and-epos A2 */
export function authorize(context: JourneyContext, isOut: () => boolean): Hono {
  const app = new Hono();

  app.get('/aas/oauth2/v2/ac', (c) => {
    const parameters = parametersOf(new URL(c.req.url).searchParams);
    let redirectUri: string;
    try {
      redirectUri = redirectUriOf(parameters, systemOf(parameters, context));
    } catch (error) {
      // An address that is not registered is never led to: RFC 6749, 4.1.2.1.
      if (error instanceof Refusal) return c.html(errorPage(error.description), 400);
      throw error;
    }
    const [state] = new URL(c.req.url).searchParams.getAll('state');
    try {
      if (isOut()) throw new Refusal('ESIA-007008');
      const request = checkSigned(parameters, context, '');
      if (parameters.required('response_type') !== 'code') throw new Refusal('ESIA-007003', 'response_type');
      const access = parameters.required('access_type');
      if (access !== 'online' && access !== 'offline') throw new Refusal('ESIA-007003', 'access_type');
      const authorization = context.authorizations.begin(request, {
        offline: access === 'offline',
        challenge: readChallenge(parameters),
        permissions: readPermissions(parameters.optional('permissions'), request.system, request.scope),
      });
      const session = context.sessions.find(c);
      if (!session) return c.redirect(`/login?request=${authorization.id}`, 303);
      return goOn(c, context, authorization, session);
    } catch (error) {
      if (error instanceof Refusal) return refuse(c, redirectUri, state, error);
      throw error;
    }
  });

  return app;
}

import { Hono } from 'hono';
import { errorPage, signedOutPage } from '../pages/messages.ts';
import { parametersOf } from '../protocol/parameters.ts';
import { Refusal } from '../protocol/refusal.ts';
import { isOfDomain, systemOf } from '../protocol/signed-request.ts';
import type { JourneyContext } from './context.ts';

/**
 * `GET /idp/ext/Logout`: ends the session and leads back, if the domain is registered.
 *
 * @see esia-and-epos A9 "The parameter is `redirect_url`, not redirect_uri"
 */
export function logout(context: JourneyContext): Hono {
  const app = new Hono();
  app.get('/idp/ext/Logout', (c) => {
    try {
      const parameters = parametersOf(new URL(c.req.url).searchParams);
      const system = systemOf(parameters, context);
      context.sessions.end(c);
      const returnTo = parameters.optional('redirect_url');
      if (returnTo === undefined) return c.html(signedOutPage());
      return isOfDomain(returnTo, system) ? c.redirect(returnTo, 303) : c.html(signedOutPage({ unknownReturn: true }));
    } catch (error) {
      if (error instanceof Refusal) return c.html(errorPage(error.description), 400);
      throw error;
    }
  });
  return app;
}

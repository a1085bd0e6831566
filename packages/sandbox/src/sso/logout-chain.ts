import { randomUUID } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { PageContext } from '../listen/app.ts';
import { remember } from '../world/remember.ts';
import type { EsiaBroker } from './broker.ts';

export interface LogoutChain {
  readonly middleware: (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;
  /** Where ESIA sends the browser after its own logout: on to the client. */
  goOn(context: PageContext): Response;
}

/**
 * Signs out at ESIA too when the session came from there: end_session → ESIA → here → the client. Otherwise the next
 * click on «Вход через ЕСИА» would sign the same person in without a password, at a computer that a class shares.
 */
export function createLogoutChain(sso: string, broker: EsiaBroker): LogoutChain {
  // Kept here and named by a ticket: an address in the query would make this an open redirect.
  const destinations = new Map<string, string>();
  return {
    middleware: async (context, next) => {
      await next();
      if (context.path !== '/session/end/confirm' || context.status !== 303) return;
      const session = context.oidc.session;
      const destination = context.response.get('Location');
      // A change of person in the middle of a sign-in also comes through here: that one goes on at the SSO.
      const withinSso = destination.startsWith(`${sso}/auth/`);
      const whole = context.oidc.params?.logout;
      if (!session?.amr?.includes('esia') || !whole || withinSso) return;
      // Out of order, ESIA would lead nobody back.
      if (!(await broker.isUp())) return;
      const ticket = randomUUID();
      remember(destinations, ticket, destination);
      context.redirect(broker.logoutUrl(`${sso}/esia/signed-out?ticket=${ticket}`));
      context.status = 303;
    },
    goOn(context) {
      const ticket = context.req.query('ticket') ?? '';
      const destination = destinations.get(ticket);
      destinations.delete(ticket);
      return context.redirect(destination ?? `${sso}/session/end/success`, 303);
    },
  };
}

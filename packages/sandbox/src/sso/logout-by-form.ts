import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';

type Middleware = Parameters<Provider['use']>[0];

/**
 * Takes a logout by form too, as OpenID Connect RP-Initiated Logout 1.0 section 2 demands: the id_token_hint holds
 * personal data and does not belong in an address. The provider itself offers this only with `SameSite=None` cookies,
 * which no browser keeps over http, so its own GET route is given the form's fields.
 */
export const logoutByForm: Middleware = async (context, next) => {
  if (context.method === 'POST' && context.path === '/session/end') {
    context.querystring = await text(context.req);
    context.method = 'GET';
  }
  await next();
};

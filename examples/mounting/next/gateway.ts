import { createGateway, type Gateway, type GatewayOptions } from '@epos-login/gateway';

let gateway: Gateway | undefined;

/**
 * One gateway for all routes, made with the first request: `next build` loads the routes too, where no secret is. With
 * sessions in cookies it may run on any number of machines.
 */
export const handle = (request: Request) => (gateway ??= createGateway(options()))(request);

function options(): GatewayOptions {
  const {
    ORIGIN = 'http://localhost:3000',
    SSO_ISSUER = 'http://localhost:4701',
    SSO_CLIENT = 'epos-server',
    SSO_SECRET = 'epos-sandbox-secret',
    PORTAL_URL = 'http://localhost:4703/api',
    SESSION_KEY = '',
  } = process.env;
  return {
    url: `${ORIGIN}/auth`,
    issuer: SSO_ISSUER,
    clientId: SSO_CLIENT,
    clientAuth: { method: 'client_secret_basic', secret: SSO_SECRET },
    keys: [SESSION_KEY],
    proxy: [{ path: '/api/', upstream: `${PORTAL_URL}/`, anonymous: ['v1/organizations', 'v1/registrations'] }],
    log: console.log,
  };
}

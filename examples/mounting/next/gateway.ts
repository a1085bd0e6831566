import { createGateway } from '@epos-login/gateway';

const {
  ORIGIN = 'http://localhost:3000',
  SSO_ISSUER = 'http://localhost:4701',
  SSO_CLIENT = 'epos-server',
  SSO_SECRET = 'epos-sandbox-secret',
  PORTAL_URL = 'http://localhost:4703/api',
  SESSION_KEY = '',
} = process.env;

/** One for all routes. With sessions in cookies it may run on any number of machines. */
export const gateway = createGateway({
  url: `${ORIGIN}/auth`,
  issuer: SSO_ISSUER,
  clientId: SSO_CLIENT,
  clientAuth: { method: 'client_secret_basic', secret: SSO_SECRET },
  keys: [SESSION_KEY],
  proxy: [{ path: '/api/', upstream: `${PORTAL_URL}/`, anonymous: ['v1/organizations', 'v1/registrations'] }],
});

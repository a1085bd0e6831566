import { createGateway } from '@epos-login/gateway';

const { SSO_SECRET = '', SESSION_KEY = '' } = process.env;
export const gateway = createGateway({
  url: 'https://journal.example/auth', // where browsers find it
  issuer: 'https://sso.example/realms/epos',
  clientId: 'journal',
  clientAuth: { method: 'client_secret_basic', secret: SSO_SECRET },
  keys: [SESSION_KEY], // 32 random bytes: openssl rand -base64 32
  proxy: [{ path: '/api/', upstream: 'https://portal.example/api/' }],
  log: console.log, // what happens, and why something was refused; no personal data
});

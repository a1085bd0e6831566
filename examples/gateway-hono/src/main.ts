import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { memoryStore } from '@epos-login/gateway';
import { createApp } from './app.ts';

// What is not set is that of the sandbox: `npm start` in the root of this repository.
const {
  PORT = '3000',
  ORIGIN = `http://localhost:${PORT}`,
  SSO_ISSUER = 'http://localhost:4701',
  SSO_CLIENT = 'epos-server',
  SSO_SECRET = 'epos-sandbox-secret',
  PORTAL_URL = 'http://localhost:4703/api',
  // Nobody is signed out by a restart that keeps the key.
  SESSION_KEY = randomBytes(32).toString('base64url'),
  SESSION_STORE = 'cookie',
} = process.env;

const elements = path.dirname(fileURLToPath(import.meta.resolve('@epos-login/elements/package.json')));

const { app, gateway } = createApp({
  origin: ORIGIN,
  issuer: SSO_ISSUER,
  clientId: SSO_CLIENT,
  clientSecret: SSO_SECRET,
  portal: PORTAL_URL,
  keys: [SESSION_KEY],
  ...(SESSION_STORE === 'memory' ? { store: memoryStore() } : {}),
  // Why something failed, and nothing of each request; `console.error` alone tells both.
  log: (event) => {
    if ('reason' in event || 'error' in event) console.error(event);
  },
  pages: path.join(import.meta.dirname, '../pages'),
  elements: path.join(elements, 'cdn'),
});
const server = serve(
  { fetch: app.fetch, hostname: 'localhost', port: Number(PORT), overrideGlobalObjects: false },
  () => {
    console.log(`ready: ${ORIGIN}/`);
  },
);

for (const sign of ['SIGINT', 'SIGTERM']) {
  process.once(sign, () => {
    server.close(() => void gateway.close());
  });
}

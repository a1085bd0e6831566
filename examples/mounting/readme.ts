import { randomBytes } from 'node:crypto';
import { createGateway } from '@epos-login/gateway';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

const gateway = createGateway({
  url: 'http://localhost:3000/auth',
  issuer: 'http://localhost:4701',
  clientId: 'epos-server',
  clientAuth: { method: 'client_secret_basic', secret: 'epos-sandbox-secret' },
  keys: [process.env.SESSION_KEY ?? randomBytes(32)],
  proxy: [{ path: '/api/', upstream: 'http://localhost:4703/api/' }],
  log: console.log,
});
const app = new Hono();
for (const path of ['/auth/*', '/api/*']) app.all(path, (c) => gateway(c.req.raw));
app.use(serveStatic({ root: 'public' }));
serve({ fetch: app.fetch, port: 3000 });

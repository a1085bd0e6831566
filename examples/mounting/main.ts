// `npm start [-- http | express | fastify | hono]`: one of these servers beside the sandbox, which is `npm start` in the
// root of this repository.
import { randomBytes } from 'node:crypto';
import type { GatewayOptions } from '@epos-login/gateway';
import { serve } from '@hono/node-server';
import { expressApp } from './express.ts';
import { fastifyApp } from './fastify.ts';
import { honoApp } from './hono.ts';
import { httpServer } from './http.ts';

const {
  PORT = '3000',
  ORIGIN = `http://localhost:${PORT}`,
  SSO_ISSUER = 'http://localhost:4701',
  SSO_CLIENT = 'epos-server',
  SSO_SECRET = 'epos-sandbox-secret',
  PORTAL_URL = 'http://localhost:4703/api',
  SESSION_KEY = randomBytes(32).toString('base64url'),
} = process.env;

const options: GatewayOptions = {
  url: `${ORIGIN}/auth`,
  issuer: SSO_ISSUER,
  clientId: SSO_CLIENT,
  clientAuth: { method: 'client_secret_basic', secret: SSO_SECRET },
  keys: [SESSION_KEY],
  proxy: [{ path: '/api/', upstream: `${PORTAL_URL}/` }],
  log: console.error,
};

const place = { host: 'localhost', port: Number(PORT) };
const ready = () => {
  console.log(`ready: ${ORIGIN}/auth/login`);
};
const frameworks: Record<string, () => unknown> = {
  http: () => httpServer(options).listen(place, ready),
  express: () => expressApp(options).listen(place.port, place.host, ready),
  fastify: () => fastifyApp(options).listen(place).then(ready),
  hono: () => serve({ fetch: honoApp(options).fetch, hostname: place.host, port: place.port }, ready),
};

const [name = 'express'] = process.argv.slice(2);
const start = frameworks[name];
if (!start) throw new Error(`${name} is none of ${Object.keys(frameworks).join(', ')}.`);
await start();

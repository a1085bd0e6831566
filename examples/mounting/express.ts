import { createGateway, type GatewayOptions } from '@epos-login/gateway';
import { getRequestListener } from '@hono/node-server';
import express, { type Express } from 'express';

/** The gateway in Express, at `/auth`, with its proxy at `/api`. */
export function expressApp(options: GatewayOptions): Express {
  const listener = getRequestListener(createGateway(options), { overrideGlobalObjects: false });
  const app = express();
  // Before `express.json()`: what has read a body leaves none to pass on. Not by `app.use`, which shortens the path.
  app.all(['/auth/{*rest}', '/api/{*rest}'], (request, response) => listener(request, response));
  app.use(express.json());
  app.get('/', (_request, response) => response.send('the page'));
  return app;
}

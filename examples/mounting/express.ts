import { createGateway, type GatewayOptions } from '@epos-login/gateway';
import { nodeListener } from '@epos-login/gateway/node';
import express, { type Express } from 'express';

/** The gateway in Express, at `/auth`, with its proxy at `/api`. */
export function expressApp(options: GatewayOptions): Express {
  const gateway = createGateway(options);
  const app = express();
  // Before `express.json()`: what has read a body leaves none to pass on.
  app.use(['/auth', '/api'], nodeListener(gateway));
  app.use(express.json());
  app.get('/', (_request, response) => response.send('the page'));
  return app;
}

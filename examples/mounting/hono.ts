import { createGateway, type GatewayOptions } from '@epos-login/gateway';
import { Hono } from 'hono';

/** The gateway in Hono, at `/auth`, with its proxy at `/api`. */
export function honoApp(options: GatewayOptions): Hono {
  const gateway = createGateway(options);
  const app = new Hono();
  for (const path of ['/auth/*', '/api/*']) app.all(path, (c) => gateway(c.req.raw));
  app.get('/', (c) => c.text('the page'));
  return app;
}

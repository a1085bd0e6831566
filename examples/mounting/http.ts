import { createServer, type Server } from 'node:http';
import { createGateway, type GatewayOptions } from '@epos-login/gateway';
import { getRequestListener } from '@hono/node-server';

/** The gateway in `node:http`, at `/auth`, with its proxy at `/api`. */
export function httpServer(options: GatewayOptions): Server {
  const listener = getRequestListener(createGateway(options), { overrideGlobalObjects: false });
  return createServer((request, response) => {
    if (/^\/(auth|api)\//.test(request.url ?? '')) void listener(request, response);
    else response.end('the page');
  });
}

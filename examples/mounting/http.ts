import { createServer } from 'node:http';
import { createGateway, type GatewayOptions } from '@epos-login/gateway';
import { nodeListener } from '@epos-login/gateway/node';

/** The gateway in `node:http`, at `/auth`, with its proxy at `/api`. */
export function httpServer(options: GatewayOptions) {
  const gateway = createGateway(options);
  const listener = nodeListener(gateway);
  const server = createServer((request, response) => {
    if (/^\/(auth|api)\//.test(request.url ?? '')) listener(request, response);
    else response.end('the page');
  });
  return server;
}

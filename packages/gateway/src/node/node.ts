/**
 * The gateway in `node:http`, and in what is built upon it: Express, Connect, Fastify's raw requests.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Gateway } from '../gateway.ts';

/** A listener as `node:http` and Express take it. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Makes a gateway a listener. It answers whatever it is given, so give it the paths of `url` and `proxy` alone, and give
 * it them before anything that reads bodies.
 *
 * @example
 * ```ts
 * createServer(nodeListener(gateway)).listen(3000);
 * // Express: mounted anywhere, it goes by the whole address.
 * app.use(['/auth', '/api'], nodeListener(gateway));
 * ```
 */
export function nodeListener(gateway: Pick<Gateway, 'handle'>): NodeListener {
  const listen = getRequestListener((request) => gateway.handle(request), { overrideGlobalObjects: false });
  return (request, response) => {
    // Express cuts off where something is mounted; the gateway knows its paths as browsers do.
    const { originalUrl } = request as IncomingMessage & { originalUrl?: string };
    if (originalUrl !== undefined) request.url = originalUrl;
    void listen(request, response);
  };
}

/**
 * The gateway in `node:http`, and in what is built upon it: Express, Connect, Fastify's raw requests.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Gateway } from '../gateway.ts';

/** A listener as `node:http` and Express take it. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Makes a gateway a listener. It answers whatever it is given, so give it the paths of `url` and `proxy` alone, and give
 * it them before anything that reads bodies: behind `express.json()` a call that brings one is answered by 500
 * (`server_error`), and `log` hears why. Where `request.rawBody` holds the body's bytes, as in Firebase's functions, they
 * are passed on.
 *
 * @example
 * ```ts
 * createServer(nodeListener(gateway)).listen(3000);
 * // Express: mounted anywhere, it goes by the whole address.
 * app.use(['/auth', '/api'], nodeListener(gateway));
 * ```
 */
export function nodeListener(gateway: Pick<Gateway, 'handle'>): NodeListener {
  const listen = getRequestListener(
    async (request, { incoming }) => {
      if (isSpent(incoming)) await markAsUsed(request);
      return gateway.handle(request);
    },
    { overrideGlobalObjects: false },
  );
  return (request, response) => {
    // Express cuts off where something is mounted; the gateway knows its paths as browsers do.
    const { originalUrl } = request as IncomingMessage & { originalUrl?: string };
    if (originalUrl !== undefined) request.url = originalUrl;
    void listen(request, response);
  };
}

/** Whether somebody has read the body before, and kept no copy that can be passed on. An empty one is nothing to miss. */
function isSpent(incoming: Pick<Readable, 'readableDidRead'> & { rawBody?: unknown }): boolean {
  return incoming.readableDidRead && !(incoming.rawBody instanceof Buffer);
}

/** What has been read from Node's stream looks like an empty body: the gateway knows it by `bodyUsed`, as in any runtime. */
async function markAsUsed(request: Request): Promise<void> {
  await request.text().catch(() => undefined);
}

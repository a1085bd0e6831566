import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Gateway } from '../../gateway.ts';
import { nodeListener } from '../../node/node.ts';
import type { ServerConfig } from '../config/config.ts';
import type { Log } from '../watch/log.ts';
import type { Metrics } from '../watch/metrics.ts';
import { traceOf, traces } from '../watch/trace.ts';
import { forwardedFor } from './forwarded.ts';
import type { Health } from './health.ts';

/** What is being served, by whom. */
export interface Parts {
  readonly config: ServerConfig;
  readonly gateway: Gateway;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** The server that browsers reach. */
export function gatewayServer({ config, gateway, health }: Parts): Server {
  const { limits } = config;
  const serve = nodeListener(gateway);
  const forwarded = forwardedFor(config.trustedProxies);
  const server = createServer(
    {
      maxHeaderSize: limits.headers,
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      keepAliveTimeout: limits.keepAliveTimeout,
      // How often the two above are looked after: the usual 30 s would make a half minute of every limit.
      connectionsCheckingInterval: 2000,
    },
    (request, response) => {
      response.setTimeout(limits.idleTimeout, () => {
        // Who does not read holds a connection here and one of an upstream; who waits for a slow upstream does not.
        if (response.socket?.writableLength) response.socket.destroy();
      });
      if (request.url?.startsWith('/health/')) {
        void probe(health, request, response);
        return;
      }
      response.once('close', () => {
        // Node keeps the connection for the next request, even of a server that is being closed.
        setImmediate(() => {
          if (!server.listening) server.closeIdleConnections();
        });
      });
      put(request, 'x-forwarded-for', forwarded(request));
      const { traceparent, tracestate } = request.headers;
      const trace = traceOf(single(traceparent), single(tracestate));
      traces.run(trace, () => {
        serve(request, response);
      });
    },
  );
  server.maxConnections = limits.connections;
  return server;
}

/** The server that only the operator's machines reach. */
export function adminServer({ health, metrics }: Parts): Server {
  return createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, (request, response) => {
    void (request.url === '/metrics' ? measured(metrics, response) : probe(health, request, response));
  });
}

export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<AddressInfo> {
  server.listen(port, host);
  await once(server, 'listening');
  return server.address() as AddressInfo;
}

/** Lets what is under way end, for so long; then ends it. */
export async function stop(server: Server, timeout: number): Promise<{ readonly cut: boolean }> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  let cut = false;
  const timer = setTimeout(() => {
    cut = true;
    server.closeAllConnections();
  }, timeout);
  await closed;
  clearTimeout(timer);
  return { cut };
}

/** The bridge reads raw headers. */
function put({ rawHeaders, headers }: IncomingMessage, name: string, value: string): void {
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2) {
    if (rawHeaders[index]?.toLowerCase() === name) rawHeaders.splice(index, 2);
  }
  rawHeaders.push(name, value);
  headers[name] = value;
}

/** Twice is none: nobody knows which is true. */
function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? undefined : value;
}

async function probe(health: Health, { method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
  const asks = method === 'GET' || method === 'HEAD';
  const answer = asks ? await health.answer(url?.split('?')[0] ?? '') : undefined;
  const { status, body } = answer ?? { status: 404, body: { status: 'not found' } };
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

async function measured({ registry }: Metrics, response: ServerResponse): Promise<void> {
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' });
  response.end(text);
}

import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What stands before several instances. */
export interface RoundRobin {
  readonly origin: string;
  /** The ports of the instances, which may come and go. */
  targets: readonly number[];
  close(): Promise<void>;
}

/**
 * Sends each request to the next instance, as nginx does: to the one after where nobody listens, and never twice where
 * one may have begun.
 */
export async function startRoundRobin(): Promise<RoundRobin> {
  let turn = 0;
  const server = createServer((request, response) => {
    turn += 1;
    const order = robin.targets.map((_, index) => robin.targets[(turn + index) % robin.targets.length] ?? 0);
    pass(order, request, response);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const robin: RoundRobin = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    targets: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return robin;
}

function pass([port, ...others]: readonly number[], request: IncomingMessage, response: ServerResponse): void {
  const fail = () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'application/json' }).end('{"code":"proxy"}');
  };
  if (port === undefined) {
    fail();
    return;
  }
  const headers = { ...request.headers };
  // Node's `fetch` says `cors` of every request; who accepts pages navigates.
  if (headers.accept === 'text/html') {
    headers['sec-fetch-mode'] = 'navigate';
    headers['sec-fetch-dest'] = 'document';
  }
  const { method = 'GET', url: path = '/' } = request;
  const onward = ask({ host: 'localhost', port, method, path, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
    answer.on('error', fail);
  });
  onward.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED' && !response.headersSent) pass(others, request, response);
    else fail();
  });
  // Not piped before: a connection that is refused must leave the body for the next.
  onward.once('socket', (socket) => {
    socket.once('connect', () => request.pipe(onward));
  });
  response.on('close', () => onward.destroy());
}

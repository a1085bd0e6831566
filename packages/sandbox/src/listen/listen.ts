import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A part's place on the machine: its origin is known before the part itself is built. */
export interface Place {
  readonly origin: string;
  readonly port: number;
  /** Who answers. Until it is set, the place answers 503. */
  handler: Handler;
  close(): Promise<void>;
}

/**
 * Opens a port on the loopback interface.
 *
 * A `localhost` place listens on 127.0.0.1 and on ::1: browsers try either first, and one that answers on only one of
 * them costs others a second of waiting or fails.
 */
export async function listen(part: string, host: 'localhost' | '127.0.0.1', port: number): Promise<Place> {
  // A free port of IPv4 may be taken in IPv6: then another is tried.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await open(part, host, port);
    } catch (error) {
      if (port !== 0 || attempt >= 5) throw error;
    }
  }
}

async function open(part: string, host: 'localhost' | '127.0.0.1', port: number): Promise<Place> {
  const place: Place = {
    origin: '',
    port: 0,
    handler: (_request, response) => response.writeHead(503).end(),
    async close() {
      await Promise.all(servers.map(close));
    },
  };
  const answer: Handler = (request, response) => {
    place.handler(request, response);
  };
  const servers: Server[] = [];
  try {
    const first = await bind(answer, part, '127.0.0.1', port);
    servers.push(first);
    const { port: actual } = first.address() as AddressInfo;
    if (host === 'localhost') {
      const second = await bind(answer, part, '::1', actual).catch(toleratesNoIpv6);
      if (second) servers.push(second);
    }
    return Object.assign(place, { port: actual, origin: `http://${host}:${actual}` });
  } catch (error) {
    await place.close();
    throw error;
  }
}

function bind(answer: Handler, part: string, address: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(answer);
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} is taken: the sandbox needs it for «${part}». Stop the other program, or start the sandbox at another base port: epos-sandbox --port ${port + 100}`,
              { cause },
            )
          : cause,
      );
    });
    server.listen({ host: address, port, ipv6Only: address === '::1' }, () => {
      resolve(server);
    });
  });
}

function toleratesNoIpv6(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return undefined;
  throw error;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands before a server. */
export interface Front {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Passes calls on, each from another address of this machine: what limits how often one address may ask would otherwise
 * answer nearly everything.
 */
export async function startFront(origin: string): Promise<Front> {
  const { hostname, port } = new URL(origin);
  let calls = 0;
  const server = createServer((incoming, outgoing) => {
    calls += 1;
    const localAddress = `127.${1 + ((calls >> 16) % 254)}.${(calls >> 8) % 256}.${1 + (calls % 254)}`;
    const { method, url: path, headers } = incoming;
    const passed = ask(
      { host: '127.0.0.1', port, localAddress, method, path, headers: { ...headers, host: `${hostname}:${port}` } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const kept = ['content-type', 'content-security-policy'];

/** A site once more, at another address, as one that keeps its windows apart from all of other origins. */
export async function isolated(site: string): Promise<{ origin: string; close(): void }> {
  const server = createServer((request, response) => {
    void fetch(site + (request.url ?? '/')).then(async (answer) => {
      for (const name of kept) response.setHeader(name, answer.headers.get(name) ?? '');
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.writeHead(answer.status).end(await answer.bytes());
    });
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${String(port)}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayOptions, ProxyOption } from '../gateway.ts';
import { HostileVisit } from './hostile-visit.ts';

/** A server behind the gateway, on a real line. */
export class Upstream {
  readonly requests: IncomingMessage[] = [];
  /** What it does. */
  serve: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.end('ok');
  readonly #server = createServer((request, response) => {
    this.requests.push(request);
    this.serve(request, response);
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/base/`;
  }

  get last(): IncomingMessage {
    return this.requests.at(-1)!;
  }

  /** A browser that is signed in at a gateway before this upstream. */
  async visit(options: Partial<GatewayOptions> = {}, proxy: Partial<ProxyOption> = {}): Promise<HostileVisit> {
    const visit: HostileVisit = new HostileVisit(
      { faults: { refreshes: true } },
      {
        proxy: [{ path: '/api/', upstream: this.url, ...proxy }],
        fetch: (input, init) => {
          const address = input instanceof Request ? input.url : String(input);
          return address.startsWith('http://127.0.0.1:') ? fetch(input, init) : visit.fetch(new Request(input, init));
        },
        ...options,
      },
    );
    await visit.signIn();
    return visit;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

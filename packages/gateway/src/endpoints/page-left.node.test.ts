import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gatewayHeader } from '@epos-login/core/contract';
import { memoryStore, ProviderError, type GatewayEvent, type GatewayOptions, type ProviderModule } from '../gateway.ts';
import { nodeListener } from '../node/node.ts';
import { HostileVisit, origin } from '../test/hostile-visit.ts';

/** Something slow that a gateway waits for: who comes and who may go on. */
class Slow {
  readonly #reached = Promise.withResolvers<undefined>();
  readonly #released = Promise.withResolvers<undefined>();
  readonly reached = this.#reached.promise;

  async pass(): Promise<void> {
    this.#reached.resolve(undefined);
    await this.#released.promise;
  }

  release(): void {
    this.#released.resolve(undefined);
  }
}

/** Sends a request by a connection that ends when `gone` says so; resolves when the gateway has answered all the same. */
async function leave(
  visit: HostileVisit,
  lines: readonly string[],
  { body = '', gone }: { body?: string; gone: Slow },
) {
  const answered = Promise.withResolvers<undefined>();
  const handle = async (request: Request) => {
    const response = await visit.gateway(request);
    answered.resolve(undefined);
    return response;
  };
  const server = createServer(nodeListener({ handle }));
  server.on('request', (request) => {
    if (!body) return;
    request.once('data', () => {
      void gone.pass();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const cookie = [...visit.cookies].map((pair) => pair.join('=')).join('; ');
  socket.write(`${[...lines, 'host: journal.localhost', `cookie: ${cookie}`].join('\r\n')}\r\n\r\n${body}`);
  await gone.reached;
  socket.destroy();
  await once(socket, 'close');
  while ((await promisify(server.getConnections.bind(server))()) > 0) {
    await new Promise(setImmediate);
  }
  gone.release();
  await answered.promise;
  server.close();
}

function told(events: readonly GatewayEvent[]): string[] {
  return events.map((event) => `${event.type} ${'status' in event ? event.status : 'code' in event ? event.code : ''}`);
}

const asPage = [`${gatewayHeader}: 1`, `origin: ${origin}`];

/** A visit whose network or store is slow from now on. */
function start(options: Partial<GatewayOptions> = {}) {
  const slow = new Slow();
  const wait = { now: false };
  const time = { now: Date.now() };
  const pass = async () => (wait.now ? slow.pass() : undefined);
  const visit: HostileVisit = new HostileVisit(
    { faults: { refreshes: true, claims: () => ({ iat: Math.floor(time.now / 1000), exp: time.now / 1000 + 300 }) } },
    {
      clock: () => time.now,
      fetch: async (input, init) => {
        await pass();
        return visit.fetch(new Request(input, init));
      },
      ...options,
    },
  );
  const later = (milliseconds: number) => (time.now += milliseconds);
  return { visit, slow, wait, later };
}

describe('a browser that hangs up is no fault of anybody’s', () => {
  it('while it signs in', async () => {
    const { visit, slow, wait } = start();
    wait.now = true;
    await leave(visit, ['GET /auth/login HTTP/1.1'], { gone: slow });
    assert.deepEqual(told(visit.events), ['request 303']);
  });

  it('while a module looks for its way', async () => {
    const slow = new Slow();
    const module: ProviderModule = {
      id: 'esia',
      check: () => Promise.resolve(),
      // As esia() does: it stops when it is told to.
      begin: async ({ signal }) => {
        const stopped = signal && once(signal, 'abort');
        void slow.pass();
        await stopped;
        throw new ProviderError('aborted');
      },
      finish: () => Promise.reject(new ProviderError('aborted')),
      signOut: (action = origin) => ({ action, fields: {} }),
    };
    const visit = new HostileVisit({}, { providers: { esia: module }, proxy: [] });
    await leave(visit, ['GET /auth/login?provider=esia HTTP/1.1'], { gone: slow });
    assert.deepEqual(told(visit.events), ['request 499']);
  });

  it('while its answer is taken: it is there for the reload', async () => {
    for (const store of [undefined, memoryStore()]) {
      const { visit, slow, wait } = start(store ? { store } : {});
      const back = await visit.begin();
      wait.now = true;
      visit.events.length = 0;
      await leave(visit, [`GET ${back.pathname}${back.search} HTTP/1.1`], { gone: slow });
      assert.deepEqual(told(visit.events), ['signed_in ', 'request 303']);
      const arrived = await visit.ask(back.href);
      assert.equal(new URL(arrived.headers.get('location') ?? '').pathname, '/journal');
      assert.ok((await visit.session()).session);
      assert.equal(visit.asked('token').length, 1);
    }
  });

  it('while it asks who is signed in', async () => {
    const slow = new Slow();
    const memory = memoryStore();
    const wait = { now: false };
    const store = {
      ...memory,
      get: async (key: string) => {
        if (wait.now) await slow.pass();
        return memory.get(key);
      },
    };
    const { visit } = start({ store });
    await visit.signIn();
    visit.events.length = 0;
    wait.now = true;
    await leave(visit, ['GET /auth/session HTTP/1.1', ...asPage], { gone: slow });
    assert.deepEqual(told(visit.events), ['request 200']);
  });

  it('while its session is renewed', async () => {
    for (const store of [undefined, memoryStore()]) {
      const { visit, slow, wait, later } = start(store ? { store } : {});
      await visit.signIn();
      later(295_000);
      visit.events.length = 0;
      wait.now = true;
      await leave(visit, ['POST /auth/refresh HTTP/1.1', ...asPage, 'content-length: 0'], { gone: slow });
      assert.deepEqual(told(visit.events), ['refreshed ', 'request 200']);
    }
  });

  for (const [what, path, type] of [
    ['its wishes for the sign-out', '/auth/logout', 'application/json'],
    ['a logout token', '/auth/backchannel-logout', 'application/x-www-form-urlencoded'],
  ] as const) {
    it(`while it sends ${what}`, async () => {
      const { visit } = start({ store: memoryStore() });
      await visit.signIn();
      visit.events.length = 0;
      const lines = [`POST ${path} HTTP/1.1`, ...asPage, `content-type: ${type}`, 'content-length: 1000'];
      await leave(visit, lines, { body: 'x', gone: new Slow() });
      assert.deepEqual(told(visit.events), ['request 499']);
      assert.ok((await visit.session()).session);
    });
  }
});

import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import type { Gateway } from '../gateway.ts';
import { type HostileVisit, origin } from '../test/hostile-visit.ts';
import { Upstream } from '../test/upstream.ts';
import { nodeListener } from './node.ts';

/** As the README says. Each answers with what to close. */
const mounts: Record<string, (gateway: Gateway) => Promise<{ port: number; close: () => unknown }>> = {
  'node:http': (gateway) => listening(createServer(nodeListener(gateway))),

  Express: (gateway) => {
    const app = express();
    app.use(['/auth', '/api'], nodeListener(gateway));
    app.use(express.json());
    return listening(createServer(app as RequestListener));
  },

  Fastify: async (gateway) => {
    const app = fastify();
    const listener = nodeListener(gateway);
    await app.register((scope, _options, done) => {
      // The gateway reads bodies itself.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _body, parsed) => {
        parsed(null);
      });
      for (const path of ['/auth/*', '/api/*']) {
        scope.all(path, (request, reply) => {
          reply.hijack();
          listener(request.raw, reply.raw);
        });
      }
      done();
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
  },

  Hono: (gateway) => {
    const app = new Hono();
    for (const path of ['/auth/*', '/api/*']) app.all(path, (c) => gateway(c.req.raw));
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
    return new Promise((resolve) => {
      server.on('listening', () => {
        resolve(closing(server));
      });
    });
  },

  'Next.js’s route handlers': (gateway) => {
    // What `app/auth/[...path]/route.ts` exports; Next.js calls it with a request and a context.
    const { GET, POST } = { GET: gateway.handle, POST: gateway.handle };
    const handlers: Partial<Record<string, typeof GET>> = { GET, POST };
    const routed = { handle: (request: Request) => handlers[request.method]!(request) };
    return listening(createServer(nodeListener(routed)));
  },
};

async function listening(server: Server): Promise<{ port: number; close: () => unknown }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return closing(server);
}

function closing(server: Server) {
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

for (const [name, mount] of Object.entries(mounts)) {
  describe(`mounted in ${name}`, () => {
    const upstream = new Upstream();
    let visit: HostileVisit;
    let place: Awaited<ReturnType<(typeof mounts)[string]>>;
    before(async () => {
      await upstream.start();
      visit = await upstream.visit();
      place = await mount(visit.gateway);
    });
    after(async () => {
      await place.close();
      upstream.close();
    });

    const ask = (path: string, init: RequestInit = {}) => {
      const cookie = [...visit.cookies].map((pair) => pair.join('=')).join('; ');
      const headers = { 'x-epos-gateway': '1', origin, cookie, ...(init.headers as object) };
      return fetch(`http://127.0.0.1:${place.port}${path}`, { redirect: 'manual', ...init, headers });
    };

    it('tells who is signed in', async () => {
      const response = await ask('/auth/session');
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      const { session } = (await response.json()) as { session: { claims: object } };
      assert.deepEqual(session.claims, { sub: 'person-1' });
    });

    it('takes bodies, and sets several cookies', async () => {
      upstream.serve = (request, response) => void request.pipe(response);
      const body = JSON.stringify({ marks: 'я'.repeat(100_000) });
      const response = await ask('/api/marks?day=1', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      assert.equal(await response.text(), body);
      assert.equal(upstream.last.url, '/base/marks?day=1');

      const out = await ask('/auth/logout', {
        method: 'POST',
        body: '{"everywhere":true}',
        headers: { 'content-type': 'application/json' },
      });
      assert.equal(out.status, 200);
      assert.equal(out.headers.getSetCookie().length, 3);
    });
  });
}

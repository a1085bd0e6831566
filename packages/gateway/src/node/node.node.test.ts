import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { gatewayHeader } from '@epos-login/core/contract';
import { getRequestListener } from '@hono/node-server';
import express, { type RequestHandler } from 'express';
import { fastify } from 'fastify';
import { Hono } from 'hono';
import { createGateway, type Gateway, type GatewayEvent } from '../gateway.ts';
import { keys } from '../test/stage.ts';
import { Upstream } from '../test/upstream.ts';
import { nodeListener } from './node.ts';

const reason = 'something read the body before the gateway: mount the gateway first';

describe('a server that reads bodies', () => {
  const upstream = new Upstream();
  const events: GatewayEvent[] = [];
  let server: Server;
  let origin: string;
  let gateway: Gateway;
  before(() => upstream.start());
  after(() => {
    upstream.close();
  });
  beforeEach(async () => {
    events.length = 0;
    upstream.requests.length = 0;
    upstream.serve = (request, response) => void text(request).then((body) => response.end(`got ${body}`));
    server = createServer().listen(0, 'localhost');
    await once(server, 'listening');
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    gateway = createGateway({
      url: `${origin}/auth`,
      issuer: 'http://sso.localhost',
      clientId: 'journal',
      clientAuth: { method: 'client_secret_basic', secret: 'a secret' },
      keys: [keys[0]!],
      proxy: [{ path: '/api/', upstream: upstream.url, anonymous: ['echo'] }],
      log: (event) => events.push(event),
    });
  });
  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  const headers = { [gatewayHeader]: '1', 'content-type': 'application/json' };
  const post = (path: string, body: string) =>
    fetch(origin + path, { method: 'POST', body, headers: { ...headers, origin } });

  /** Express, with the gateway between what comes before it and what comes after. */
  function express5(earlier: readonly RequestHandler[], later: readonly RequestHandler[] = []): void {
    const app = express();
    for (const handler of earlier) app.use(handler);
    app.use(['/auth', '/api'], nodeListener(gateway));
    for (const handler of later) app.use(handler);
    app.post('/own', (request, response) => response.json({ own: request.body as unknown }));
    server.on('request', app);
  }

  async function assertRefused(response: Response): Promise<void> {
    assert.equal(response.status, 500);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    const { code, detail } = (await response.json()) as { code?: string; detail?: string };
    assert.equal(code, 'server_error');
    assert.match(detail ?? '', /mount the gateway first/);
    const told = events.filter(({ type }) => type !== 'request');
    assert.deepEqual(
      told.map((event) => event.type === 'refused' && [event.code, event.reason]),
      [['server_error', reason]],
    );
    assert.equal(upstream.requests.length, 0);
  }

  it('leaves the gateway’s own alone where it comes after it', async () => {
    express5([], [express.json()]);
    assert.equal(await (await post('/api/echo', '{"a":1}')).text(), 'got {"a":1}');
    assert.equal((await post('/auth/logout', '{"everywhere":false}')).status, 200);
    assert.deepEqual(await (await post('/own', '{"a":1}')).json(), { own: { a: 1 } });
  });

  for (const length of [10, 90_000]) {
    it(`is told to come after the gateway, and nothing is passed on as empty: ${length} bytes`, async () => {
      express5([express.json()]);
      await assertRefused(await post('/api/echo', JSON.stringify({ a: 'x'.repeat(length) })));
    });
  }

  it('is told so at the sign-out too', async () => {
    express5([express.json()]);
    await assertRefused(await post('/auth/logout', '{"everywhere":false}'));
  });

  it('is none to what brings no body, nor to bodies that it leaves', async () => {
    express5([express.json()]);
    assert.equal((await post('/auth/refresh', '')).status, 401);
    assert.equal((await post('/api/echo', '')).status, 200);
    assert.equal(await (await fetch(`${origin}/api/echo`, { headers })).text(), 'got ');
    const form = { ...headers, origin, 'content-type': 'text/plain' };
    const answer = await fetch(`${origin}/api/echo`, { method: 'POST', body: 'a=1', headers: form });
    assert.equal(await answer.text(), 'got a=1');
  });

  it('may keep what it read in `rawBody`', async () => {
    const keep = (request: object, _response: unknown, bytes: Buffer) => {
      Object.assign(request, { rawBody: bytes });
    };
    express5([express.json({ verify: keep })]);
    assert.equal(await (await post('/api/echo', '{"a": 1}')).text(), 'got {"a": 1}');
  });

  it('is told so in Fastify, whose parsers were left in', async () => {
    const app = fastify();
    const listener = nodeListener(gateway);
    app.all('/api/*', (request, reply) => {
      reply.hijack();
      listener(request.raw, reply.raw);
    });
    await app.ready();
    server.on('request', (request, response) => {
      app.routing(request, response);
    });
    await assertRefused(await post('/api/echo', '{"a":1}'));
  });

  it('is told so in Hono', async () => {
    const app = new Hono();
    app.use(async ({ req }, next) => {
      await req.json();
      await next();
    });
    app.all('/api/*', ({ req }) => gateway(req.raw));
    const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    server.on('request', (request, response) => void listener(request, response));
    await assertRefused(await post('/api/echo', '{"a":1}'));
  });
});

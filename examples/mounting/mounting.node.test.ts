import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gatewayHeader, type GatewaySession } from '@epos-login/core/contract';
import type { GatewayOptions } from '@epos-login/gateway';
import { startSandbox, type Sandbox } from '@epos-login/sandbox';
import { getRequestListener } from '@hono/node-server';
import { Browser } from '../../packages/sandbox/src/test/browser.ts';
import { expressApp } from './express.ts';
import { fastifyApp } from './fastify.ts';
import { honoApp } from './hono.ts';
import { httpServer } from './http.ts';

const key = Buffer.alloc(32, 'of the tests').toString('base64url');

const frameworks: Record<string, (options: GatewayOptions) => Promise<RequestListener>> = {
  'node:http': (options) => {
    const server = httpServer(options);
    return Promise.resolve((request, response) => server.emit('request', request, response));
  },
  Express: (options) => Promise.resolve(expressApp(options) as RequestListener),
  async Fastify(options) {
    const app = fastifyApp(options);
    await app.ready();
    return (request, response) => {
      app.routing(request, response);
    };
  },
  Hono(options) {
    const app = honoApp(options);
    return Promise.resolve(listenerOf((request) => app.fetch(request)));
  },
  'Next.js': nextApp,
};

function listenerOf(handle: (request: Request) => Response | Promise<Response>): RequestListener {
  const listener = getRequestListener(handle, { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}

async function listening(server: Server): Promise<string> {
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** Node's `fetch` says `cors` of every request; who accepts pages navigates. */
function sayNavigate({ headers, rawHeaders }: IncomingMessage): void {
  headers['sec-fetch-mode'] = rawHeaders[rawHeaders.indexOf('sec-fetch-mode') + 1] = 'navigate';
}

type Call = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };
type Routes = Readonly<Record<string, unknown>>;

const nextFolder = new URL('next/app/', import.meta.url).href;

/** What Next.js does: calls the function of the file by the path that is called as the method. */
async function nextApp({ url, issuer, keys, proxy = [] }: GatewayOptions): Promise<RequestListener> {
  const [portal] = proxy.map(({ upstream }) => upstream.replace(/\/$/, ''));
  const [SESSION_KEY] = keys.map(String);
  Object.assign(process.env, { ORIGIN: new URL(url).origin, SSO_ISSUER: issuer, PORTAL_URL: portal, SESSION_KEY });
  // Its bundler finds files by names without endings.
  registerHooks({
    resolve: (name, context, next) =>
      next(name.startsWith('.') && context.parentURL?.startsWith(nextFolder) ? `${name}.ts` : name, context),
  });
  const route = (place: string) => import(`${nextFolder}${place}/[...path]/route.ts`) as Promise<Routes>;
  const [auth, api] = await Promise.all([route('auth'), route('api')]);
  return listenerOf((request) => {
    const { pathname } = new URL(request.url);
    const routes = pathname.startsWith('/auth/') ? auth : pathname.startsWith('/api/') ? api : {};
    const route = routes[request.method] as ((request: Request, context: unknown) => Promise<Response>) | undefined;
    return route ? route(request, { params: {} }) : new Response('the page');
  });
}

/** Which framework answers, nobody can tell: each passes the same. */
for (const [name, start] of Object.entries(frameworks)) {
  describe(`the gateway in ${name}`, () => {
    let sandbox: Sandbox;
    let origin: string;
    const server = createServer();
    /** The portal; what is posted it gives back, so that one sees whether all of it came. */
    const portal = createServer(
      listenerOf(async (request) => {
        const asked = request.url.slice(new URL(request.url).origin.length);
        if (request.method === 'POST') return Response.json({ asked, body: await request.text() });
        return fetch(sandbox.portalUrl + asked, {
          headers: { authorization: request.headers.get('authorization') ?? '' },
        });
      }),
    );
    before(async () => {
      sandbox = await startSandbox({ port: 0, quiet: true });
      origin = await listening(server);
      const secret = sandbox.clients.find(({ clientId }) => clientId === 'epos-server')?.clientSecret ?? '';
      const listener = await start({
        url: `${origin}/auth`,
        issuer: sandbox.origins.sso,
        clientId: 'epos-server',
        clientAuth: { method: 'client_secret_basic', secret },
        keys: [key],
        proxy: [{ path: '/api/', upstream: `${await listening(portal)}/`, anonymous: ['v1/registrations'] }],
      });
      server.on('request', (request, response) => {
        if (request.headers.accept === 'text/html') sayNavigate(request);
        listener(request, response);
      });
    });
    after(async () => {
      for (const one of [server, portal]) {
        one.close();
        one.closeAllConnections();
      }
      await sandbox.close();
    });

    const isPage = (url: URL) => url.origin === origin && url.pathname === '/';
    const call = (browser: Browser, path: string, { headers, ...init }: Call = {}) =>
      browser.fetchFrom(origin)(origin + path, { ...init, headers: { ...headers, [gatewayHeader]: '1' } });

    async function signedIn(): Promise<Browser> {
      const browser = new Browser();
      const form = await browser.open(`${origin}/auth/login?provider=rsaa`, { until: isPage });
      const fields = { username: 'ivanova.mp', password: 'Perm-2026' };
      await browser.submit(form, fields, { button: /ВОЙТИ/, until: isPage });
      return browser;
    }

    it('signs in, passes calls on with the token, and signs out', async () => {
      const browser = await signedIn();
      const { session } = (await (await call(browser, '/auth/session')).json()) as GatewaySession;
      assert.equal(session?.claims.sub, 'epos-person-1');
      const me = await call(browser, '/api/v1/me');
      assert.match(await me.text(), /Иванова Мария Петровна/);

      const headers = { 'content-type': 'application/json' };
      const out = await call(browser, '/auth/logout', { method: 'POST', headers, body: '{"everywhere":false}' });
      assert.equal(out.status, 200);
      assert.equal(out.headers.getSetCookie().length, 2);
      assert.equal((await call(browser, '/api/v1/me')).status, 401);
    });

    it('passes a body on as it came, however long', async () => {
      const body = JSON.stringify({ lastName: 'я'.repeat(100_000) });
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'one' };
      const path = '/v1/registrations?from=journal';
      const answer = await call(new Browser(), `/api${path}`, { method: 'POST', headers, body });
      assert.deepEqual(await answer.json(), { asked: path, body });
    });

    it('leaves other addresses alone, and keeps the gateway’s headers', async () => {
      const browser = new Browser();
      assert.match((await browser.open(`${origin}/`)).text, /the page/);
      const refused = await fetch(`${origin}/auth/session`);
      assert.equal(refused.status, 403);
      assert.equal(refused.headers.get('cache-control'), 'no-store');
      assert.match(refused.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    });
  });
}

describe('the READMEs', () => {
  const textOf = (file: string) => readFile(path.join(import.meta.dirname, file), 'utf8');

  for (const readme of ['README.md', 'README.ru.md']) {
    it(`${readme} shows the server that is type-checked here`, async () => {
      assert.ok((await textOf(`../../${readme}`)).includes(`\`\`\`ts\n${await textOf('readme.ts')}\`\`\`\n`));
    });
  }

  it('the gateway’s README begins with the gateway that is type-checked here', async () => {
    const readme = await textOf('../../packages/gateway/README.md');
    assert.ok(readme.includes(`\`\`\`ts\n${await textOf('gateway.ts')}\`\`\`\n`));
  });

  for (const [title, file] of [
    ['node:http', 'http.ts'],
    ['Hono', 'hono.ts'],
    ['Express', 'express.ts'],
    ['Fastify', 'fastify.ts'],
    ['gateway.ts', 'next/gateway.ts'],
    ['app/auth/', 'next/app/api/[...path]/route.ts'],
  ] as const) {
    it(`the gateway’s README mounts it as ${file} does`, async () => {
      const readme = await textOf('../../packages/gateway/README.md');
      const [, shown = ''] = new RegExp(`\\n// ${title}.*\\n([^]*?)\\n(\\n|\`\`\`)`).exec(readme) ?? [];
      const lines = (text: string) => text.split('\n').map((line) => line.replace(/ *\/\/ .*/, '').trim());
      // Where it listens is the reader's own affair.
      const here = new Set([...lines(await textOf(file)), 'server.listen(3000);']);
      assert.notEqual(shown, '');
      for (const line of lines(shown)) assert.ok(here.has(line), `${file} has no line: ${line}`);
    });
  }
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { gatewayHeader, gatewayPaths, type GatewaySession } from '@epos-login/core/contract';
import { startSandbox, type Sandbox } from '@epos-login/sandbox';
import { Browser, type Page } from '../../../sandbox/src/test/browser.ts';
import { createGateway, type Gateway, type GatewayEvent, type GatewayOptions } from '../gateway.ts';

export { Browser, type Page };
export { startSandbox, type Sandbox };

/** Keys of tests; whoever reads this may have them. */
export const keys = ['first', 'second', 'third'].map((name) => Buffer.alloc(32, name).toString('base64url'));

/** A gateway behind a real server. */
export interface Stage {
  readonly origin: string;
  readonly url: string;
  readonly gateway: Gateway;
  readonly events: GatewayEvent[];
  close(): Promise<void>;
}

/** A stage on which another gateway may take the place of the first. */
export interface ChangingStage extends Stage {
  swap(options: Partial<GatewayOptions>): void;
}

type StageOptions = Partial<GatewayOptions> & {
  /** Stands in for another instance at this address: it listens nowhere. */
  readonly at?: string;
};

export async function startGateway(sandbox: Sandbox, options: StageOptions = {}): Promise<ChangingStage> {
  const { at, ...rest } = options;
  const serving: { gateway?: Gateway } = {};
  const serve = (request: Request) => serving.gateway!(asBrowsersSend(request));
  const listener = getRequestListener(serve, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void listener(request, response));
  if (!at) await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const origin = at ?? `http://localhost:${(server.address() as AddressInfo).port}`;
  const events: GatewayEvent[] = [];
  const common: GatewayOptions = {
    url: `${origin}/auth`,
    issuer: sandbox.origins.sso,
    clientId: 'epos-server',
    clientAuth: secretOf(sandbox),
    keys: [keys[0]!],
    home: `${origin}/home`,
    proxy: [{ path: '/api/', upstream: `${sandbox.portalUrl}/` }],
    log: (event) => events.push(event),
    ...rest,
  };
  serving.gateway = createGateway(common);
  return {
    origin,
    url: `${origin}/auth`,
    get gateway() {
      return serving.gateway!;
    },
    events,
    swap(more) {
      serving.gateway = createGateway({ ...common, ...more });
    },
    async close() {
      await serving.gateway?.close();
      await stop(server);
    },
  };
}

/** Node's `fetch` says `cors` of every request; who accepts pages navigates. */
export function asBrowsersSend(request: Request): Request {
  const navigates = request.method === 'GET' && request.headers.get('accept') === 'text/html';
  if (!navigates) return request;
  const headers = new Headers(request.headers);
  headers.set('sec-fetch-mode', 'navigate');
  headers.set('sec-fetch-dest', 'document');
  return new Request(request.url, { headers });
}

export function secretOf({ clients }: Sandbox) {
  const secret = clients.find(({ clientId }) => clientId === 'epos-server')?.clientSecret ?? '';
  return { method: 'client_secret_basic', secret } as const;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

/** Leads a browser through RSAA, up to the page that asked for the sign-in. */
export async function signIn(
  stage: Pick<Stage, 'origin' | 'url'>,
  browser: Browser,
  { query = {}, username = 'ivanova.mp' }: { query?: Record<string, string>; username?: string } = {},
): Promise<Page> {
  const until = (url: URL) => url.origin === stage.origin && !url.pathname.startsWith('/auth/');
  const all = new URLSearchParams({ provider: 'rsaa', return_to: '/journal?day=1#marks', ...query });
  const form = await browser.open(`${stage.url}/login?${all.toString()}`, { until });
  if (form.status === 0) return form;
  return browser.submit(form, { username, password: 'Perm-2026' }, { button: /ВОЙТИ/, until });
}

/** What a page's script does: `fetch` with the header, from its own origin. */
export async function call(
  { origin, url }: Pick<Stage, 'origin' | 'url'>,
  browser: Browser,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has(gatewayHeader)) headers.set(gatewayHeader, '1');
  const address = path.startsWith('/') ? `${origin}${path}` : `${url}/${path}`;
  return browser.fetchFrom(origin)(address, { ...init, headers });
}

/** What the page is told, without the issuer, which is the same each time. */
export async function sessionOf(
  stage: Pick<Stage, 'origin' | 'url'>,
  browser: Browser,
  query = '',
): Promise<GatewaySession> {
  const response = await call(stage, browser, `${gatewayPaths.session}${query}`);
  const { issuer: _, ...told } = (await response.json()) as GatewaySession;
  return told;
}

/** The problem of an answer: status and code. */
export async function problemOf(response: Response): Promise<string> {
  const { code } = (await response.json()) as { code?: string };
  return `${response.status} ${code ?? ''}`;
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cases } from '../cases/cases.ts';
import type { Endpoint, Logged, Outcome, Places, Visit } from '../case.ts';
import { makeKeys, type Keys } from './provider.ts';
import { corsHeaders, send } from './reply.ts';
import { Run } from './run.ts';

const sites = { app: 'localhost', sso: 'localhost', other: 'localhost', portal: 'localhost', foreign: '127.0.0.1' };
type Site = keyof typeof sites;

const endpoints: Partial<Record<string, Endpoint>> = {
  'sso/.well-known/openid-configuration': 'discovery',
  'sso/authorize': 'authorize',
  'sso/token': 'token',
  'sso/keys': 'keys',
  'sso/logout': 'logout',
  'sso/revoke': 'revoke',
  'sso/par': 'par',
  'other/.well-known/openid-configuration': 'other:discovery',
  'other/authorize': 'other:authorize',
  'other/token': 'other:token',
  'other/keys': 'other:keys',
  'portal/v1/me': 'me',
  'portal/v1/me/subsystems': 'subsystems',
};

/** A real HTTP server: it can do to the line, to headers and to cookies what a service worker cannot. */
export class HostileServer {
  readonly #origins: Record<Site, string>;
  readonly #bundle: ReadonlyMap<string, string>;
  readonly #keys: Keys;
  readonly #runs = new Map<string, Run>();

  /** @param bundle the page's script and its chunks, by their addresses */
  static async start(bundle: ReadonlyMap<string, string>): Promise<HostileServer> {
    const names = Object.keys(sites) as Site[];
    const listening = names.map(async (site) => {
      const server = createServer((request, response) => {
        hostile.#handle(site, request, response).catch((error: unknown) => {
          console.error(error);
          response.destroy();
        });
      }).listen(0, '127.0.0.1');
      // Tests end with their process.
      server.unref();
      await once(server, 'listening');
      return [site, `http://${sites[site]}:${(server.address() as AddressInfo).port}`] as const;
    });
    const origins = Object.fromEntries(await Promise.all(listening)) as Record<Site, string>;
    const hostile = new HostileServer(origins, bundle, await makeKeys());
    return hostile;
  }

  private constructor(origins: Record<Site, string>, bundle: ReadonlyMap<string, string>, keys: Keys) {
    this.#origins = origins;
    this.#bundle = bundle;
    this.#keys = keys;
  }

  /** Where tests begin runs and learn how they ended. */
  get control(): string {
    return `${this.#origins.app}/runs`;
  }

  async #handle(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
    // One connection for each request: browsers silently repeat what was lost on a connection used before.
    response.setHeader('connection', 'close');
    const url = new URL(request.url ?? '/', this.#origins[site]);
    const [, kind, id = '', ...rest] = url.pathname.split('/');
    if (request.method === 'OPTIONS') response.writeHead(204, corsHeaders(request)).end();
    else if (kind === 'runs') await this.#control(id, request, response);
    else if (kind === 'bundle') this.#script(url.pathname, response);
    else await this.#play(site, this.#runs.get(rest[0] ?? ''), rest.slice(1).join('/'), url, request, response);
  }

  async #control(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const run = this.#runs.get(id);
    if (request.method === 'GET' && run) {
      const body = { outcome: await run.outcome.promise, log: run.log, places: run.places };
      await send(request, response, { body });
    } else if (run) {
      run.outcome.resolve(JSON.parse(await textOf(request)) as Outcome);
      await send(request, response, {});
    } else {
      const played = cases.find((one) => one.id === id);
      if (!played) return send(request, response, { status: 404 });
      const name = crypto.randomUUID();
      const at = (site: Site) => `${this.#origins[site]}/case/${id}/${name}`;
      const places: Places = {
        home: `${at('app')}/`,
        issuer: at('sso'),
        other: at('other'),
        portal: at('portal'),
        foreign: at('foreign'),
      };
      this.#runs.set(name, new Run(played, places, this.#keys));
      await send(request, response, { body: { run: name, home: places.home } });
    }
  }

  #script(path: string, response: ServerResponse): void {
    const headers = { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' };
    response.writeHead(200, headers).end(this.#bundle.get(path));
  }

  async #play(
    site: Site,
    run: Run | undefined,
    path: string,
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    // A page of a run that is over, and the browser's own questions (`/favicon.ico`).
    if (!run) return send(request, response, { status: 404 });
    if (site === 'app' && path === '') {
      const headers = { 'content-type': 'text/html', 'cache-control': 'no-store', ...run.case.faults?.page };
      // A hidden frame is no page that a person has loaded, and neither is a look at the server's clock.
      if (request.headers['sec-fetch-dest'] === 'document') run.loads += 1;
      response.writeHead(200, headers).end(this.#page(run));
      return;
    }
    const endpoint = endpoints[`${site}/${path}`] ?? (site === 'foreign' ? 'foreign' : 'lost');
    const body = new URLSearchParams(await textOf(request));
    const logged: Logged = {
      endpoint,
      method: request.method ?? '',
      url: url.href,
      query: Object.fromEntries(url.searchParams),
      body: Object.fromEntries(body),
      headers: request.headers as Record<string, string>,
    };
    await send(request, response, await run.answer(logged));
  }

  #page(run: Run): string {
    const visit: Visit & { run: string } = {
      id: run.case.id,
      count: run.loads,
      places: run.places,
      run: new URL(run.places.home).pathname.split('/')[3] ?? '',
    };
    return `<!doctype html><meta charset="utf-8"><title>${run.case.id}</title>
<script id="visit" type="application/json">${JSON.stringify(visit)}</script>
<script type="module" src="/bundle/app.js"></script>`;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

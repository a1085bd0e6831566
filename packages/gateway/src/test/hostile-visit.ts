import { gatewayHeader, gatewayPaths, type GatewaySession } from '@epos-login/core/contract';
import type { Case, Endpoint, Logged, Places } from '../../../core/src/hostile/case.ts';
import type { Reply } from '../../../core/src/hostile/server/faults.ts';
import { makeKeys } from '../../../core/src/hostile/server/provider.ts';
import { Run } from '../../../core/src/hostile/server/run.ts';
import { createGateway, type Gateway, type GatewayEvent, type GatewayOptions } from '../gateway.ts';
import { keys } from './stage.ts';

export const origin = 'http://journal.localhost';

const places: Places = {
  home: `${origin}/auth/callback`,
  issuer: 'http://sso.localhost',
  other: 'http://other.localhost',
  portal: 'http://portal.localhost',
  foreign: 'http://foreign.example',
};

const paths: Partial<Record<string, Endpoint>> = {
  '/.well-known/openid-configuration': 'discovery',
  '/authorize': 'authorize',
  '/token': 'token',
  '/keys': 'keys',
  '/logout': 'logout',
  '/revoke': 'revoke',
  '/par': 'par',
  '/v1/me': 'me',
  '/v1/me/subsystems': 'subsystems',
};

export const issuerKeys = await makeKeys();

/** A browser and a gateway, in one process with an issuer that breaks a rule. */
export class HostileVisit {
  readonly #requests = new Set<Request>();
  readonly run: Run;
  readonly gateway: Gateway;
  readonly events: GatewayEvent[] = [];
  readonly cookies = new Map<string, string>();
  /** Everything that the browser got to see. */
  readonly seen: string[] = [];

  constructor(played: Pick<Case, 'faults'>, options: Partial<GatewayOptions> = {}) {
    this.run = new Run({ id: '', about: '', expected: { kind: 'ready', asked: [] }, ...played }, places, issuerKeys);
    this.gateway = createGateway({
      url: `${origin}/auth`,
      issuer: places.issuer,
      clientId: 'journal',
      clientAuth: { method: 'client_secret_basic', secret: 'a secret' },
      keys: [keys[0]!],
      proxy: [{ path: '/api/', upstream: `${places.portal}/` }],
      log: (event) => this.events.push(event),
      fetch: (input, init) => this.fetch(new Request(input, { ...init, duplex: 'half' } as RequestInit)),
      ...options,
    });
  }

  /** Asks the gateway as this browser. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const request = new Request(new URL(path, origin), init);
    request.headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
    const response = await this.gateway(request);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (cookie.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.seen.push(JSON.stringify([...response.headers]));
    return response;
  }

  /** Asks as a page's script does. */
  call(path: string, init: RequestInit = {}): Promise<Response> {
    return this.ask(path, { ...init, headers: { [gatewayHeader]: '1', origin, ...(init.headers as object) } });
  }

  /** Goes to the SSO and comes back; answers where the gateway leads in the end, or nowhere. */
  async signIn(query = ''): Promise<URL | undefined> {
    const there = await this.#leave('/journal', query);
    if (there?.origin !== places.issuer) return there;
    const back = await this.#meet(there);
    return back ? locationOf(await this.ask(back.href)) : undefined;
  }

  /** Leaves for an issuer; answers where that leads the browser back to. */
  async begin(returnTo = '/journal', query = ''): Promise<URL> {
    const there = await this.#leave(returnTo, query);
    const back = there && (await this.#meet(there));
    if (!back) throw new Error('It leads nowhere.');
    return back;
  }

  async #leave(returnTo: string, query: string): Promise<URL | undefined> {
    return locationOf(await this.ask(`/auth/login?return_to=${returnTo}${query}`));
  }

  async #meet(there: URL): Promise<URL | undefined> {
    const reply = await this.run.answer(await logged(new Request(there)));
    return URL.parse(reply.headers?.location ?? '') ?? undefined;
  }

  /** What the page is told, without the issuer, which is the same each time. */
  async session(arrived?: URL): Promise<GatewaySession> {
    const id = arrived?.searchParams.get('epos_login');
    const response = await this.call(`/auth/${gatewayPaths.session}${id ? `?epos_login=${id}` : ''}`);
    const text = await response.text();
    this.seen.push(text);
    const { issuer: _, ...told } = JSON.parse(text) as GatewaySession;
    return told;
  }

  /** How a sign-in ends: `ready`, or the code that the page is told. A page that leads nowhere is a mismatch. */
  async outcome(query = ''): Promise<string> {
    const arrived = await this.signIn(query);
    const { session, outcome } = await this.session(arrived);
    if (session) return 'ready';
    return outcome?.error ?? 'response_mismatch';
  }

  /** Signs in, and tells what the page is told. */
  async signedIn(): Promise<GatewaySession> {
    return this.session(await this.signIn());
  }

  asked(...endpoints: Endpoint[]): Logged[] {
    return this.run.log.filter(({ endpoint }) => endpoints.includes(endpoint));
  }

  /** The network, with the issuer in it. */
  async fetch(request: Request): Promise<Response> {
    // As the real one does: Node tells a request that nobody holds nothing of its caller's signal.
    this.#requests.add(request);
    return respond(await this.run.answer(await logged(request)), request.signal);
  }
}

function locationOf(response: Response): URL | undefined {
  return URL.parse(response.headers.get('location') ?? '') ?? undefined;
}

async function logged(request: Request): Promise<Logged> {
  const { method, url } = request;
  const { origin: at, pathname, searchParams } = new URL(url);
  const endpoint = paths[pathname] ?? 'lost';
  const body = new URLSearchParams(await request.text());
  const known = [places.issuer, places.portal].includes(at) ? endpoint : undefined;
  return {
    endpoint: known ?? (at === places.other ? (`other:${endpoint}` as Endpoint) : 'foreign'),
    method,
    url,
    query: Object.fromEntries(searchParams),
    body: Object.fromEntries(body),
    headers: Object.fromEntries(request.headers),
  };
}

/** Answers, or does to the line what the reply says. */
async function respond({ status = 200, headers = {}, body, line }: Reply, signal: AbortSignal): Promise<Response> {
  const broken = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
  broken.catch(() => undefined);
  if (line === 'drop') throw new TypeError('fetch failed');
  if (line === 'hang') return broken;
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
  const init = { status, headers: { 'content-type': 'application/json', ...headers } };
  if (line === undefined) return new Response([204, 304].includes(status) ? null : text, init);
  let begun = false;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (line === 'flood') controller.enqueue(new Uint8Array(1 << 16).fill(32));
      else if (!begun) controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)));
      else if (line === 'cut') throw new TypeError('terminated');
      else await broken;
      begun = true;
    },
  });
  return new Response(stream, init);
}

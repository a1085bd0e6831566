import { gatewayPaths } from '@epos-login/core/contract';
import { preflight, readableBy } from '../csrf/cors.ts';
import { backchannelLogout } from '../endpoints/backchannel-logout.ts';
import { callback } from '../endpoints/callback.ts';
import { login } from '../endpoints/login.ts';
import { jwks } from '../endpoints/jwks.ts';
import { loggedOut, logout } from '../endpoints/logout.ts';
import { refresh } from '../endpoints/refresh.ts';
import { session } from '../endpoints/session.ts';
import { secured } from '../http/headers.ts';
import { lostPage } from '../http/lost-page.ts';
import { PageLeft, unread } from '../http/page-left.ts';
import { problemResponse, Refusal } from '../http/problem.ts';
import type { GatewayEndpoint } from '../log/events.ts';
import type { ProxySettings } from '../options/settings.ts';
import { keysPath } from '../own-tokens/own-tokens.ts';
import { proxied } from '../proxy/proxy.ts';
import type { Context } from './context.ts';

type Serve = (request: Request, context: Context) => Promise<Response>;

interface Endpoint {
  readonly name: GatewayEndpoint;
  readonly method: 'GET' | 'POST';
  /** Asked by pages, by `fetch`; the others by navigations or by servers. */
  readonly api: boolean;
  readonly serve: Serve;
}

interface Route {
  readonly name: GatewayEndpoint;
  readonly api: boolean;
  readonly headers: readonly string[];
  readonly serve: Serve;
}

const endpoints: readonly Endpoint[] = [
  { name: gatewayPaths.login, method: 'GET', api: false, serve: login },
  { name: gatewayPaths.callback, method: 'GET', api: false, serve: callback },
  { name: gatewayPaths.session, method: 'GET', api: true, serve: session },
  { name: gatewayPaths.refresh, method: 'POST', api: true, serve: refresh },
  { name: gatewayPaths.logout, method: 'POST', api: true, serve: logout },
  { name: gatewayPaths.loggedOut, method: 'GET', api: false, serve: loggedOut },
  { name: gatewayPaths.backchannelLogout, method: 'POST', api: false, serve: backchannelLogout },
  { name: keysPath, method: 'GET', api: false, serve: jwks },
];

/** Answers whatever comes: no request rejects, none hangs, each answer bears what guards it. */
export function createHandler(context: Context): (request: Request) => Promise<Response> {
  const { settings } = context;
  const byPath = new Map(endpoints.map((endpoint) => [`${settings.base}/${endpoint.name}`, endpoint]));
  const ownCallbacks = new Set([...settings.providers.keys()].map((id) => `${settings.base}/callback/${id}`));
  // The longest first: a part of a path may lead elsewhere than the whole.
  const proxies = settings.proxy.toSorted((one, other) => other.path.length - one.path.length);

  const find = (path: string): Route | undefined => {
    const endpoint = byPath.get(ownCallbacks.has(path) ? `${settings.base}/${gatewayPaths.callback}` : path);
    if (endpoint) {
      const { name, api, method } = endpoint;
      return { name, api, headers: [], serve: (request) => servedBy(method, request, endpoint.serve, context) };
    }
    const proxy = proxies.find((one) => path.startsWith(one.path));
    return proxy && routeOf(proxy);
  };

  return async (request) => {
    const began = performance.now();
    const { method } = request;
    const route = find(new URL(request.url).pathname);
    const endpoint = route?.name ?? 'unknown';
    let response: Response;
    try {
      if (!route) throw new Refusal('not_found');
      response =
        method === 'OPTIONS' && route.api
          ? preflight(request, settings.origins, route.headers)
          : await route.serve(request, context);
    } catch (error) {
      response =
        error instanceof PageLeft ? new Response(null, { status: unread }) : refused(request, context, endpoint, error);
    }
    if (route?.api) response = readableBy(request, response, settings.origins);
    settings.log({
      type: 'request',
      endpoint,
      method,
      status: response.status,
      duration: performance.now() - began,
    });
    return secured(response);
  };
}

function routeOf(proxy: ProxySettings): Route {
  return {
    name: 'proxy',
    api: true,
    headers: proxy.headers,
    serve: (request, context) => proxied(request, context, proxy),
  };
}

async function servedBy(method: string, request: Request, serve: Serve, context: Context): Promise<Response> {
  if (request.method !== method) throw new Refusal('method_not_allowed', { headers: { allow: method } });
  return serve(request, context);
}

function refused(request: Request, { settings }: Context, endpoint: GatewayEndpoint, thrown: unknown): Response {
  const refusal = asRefusal(thrown);
  const { code, reason, status, detail } = refusal;
  if (code === 'server_error' && !(thrown instanceof Refusal)) {
    settings.log({ type: 'failed', endpoint, error: thrown instanceof Error ? thrown : new Error(String(thrown)) });
  }
  settings.log({ type: 'refused', endpoint, code, reason });
  const navigates =
    request.headers.get('sec-fetch-mode') === 'navigate' || /\btext\/html\b/.test(request.headers.get('accept') ?? '');
  if (navigates && (endpoint === 'login' || endpoint === 'callback')) {
    const why = status >= 500 ? 'unavailable' : endpoint === 'login' ? 'refused' : 'stale';
    return lostPage(request, settings.home, { why, status, detail });
  }
  return problemResponse(refusal);
}

/** What a store throws is any error: it is away, and that says nothing of the session. */
function asRefusal(thrown: unknown): Refusal {
  return thrown instanceof Refusal ? thrown : new Refusal('server_error', { cause: thrown });
}

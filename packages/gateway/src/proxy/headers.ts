import type { ProxySettings } from '../options/settings.ts';

/**
 * What goes on to the upstream. A list of what may, not of what may not: behind a gateway many servers believe headers
 * that name a person or an address (`X-Remote-User`, `X-Forwarded-For`).
 */
const passed = [
  ...['accept', 'accept-language', 'content-type', 'content-language', 'content-encoding', 'range', 'prefer'],
  ...['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range', 'idempotency-key'],
  // Trace Context, and what logs are joined by.
  ...['traceparent', 'tracestate', 'x-request-id'],
];

/** What speaks to the gateway itself, or would let the upstream act on the gateway's origin. */
const withheld = [
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-connection', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'set-cookie', 'set-cookie2', 'www-authenticate', 'clear-site-data', 'strict-transport-security'],
  ...['alt-svc', 'service-worker-allowed', 'refresh', 'link', 'nel', 'report-to', 'reporting-endpoints', 'dpop-nonce'],
  ...['public-key-pins', 'server', 'x-powered-by', 'location', 'content-location', 'origin-agent-cluster'],
];

/** By what a cache before the gateway keeps an answer whatever `Cache-Control` says. */
const keeping = ['expires', 'cdn-cache-control', 'surrogate-control'];

export function requestHeaders(from: Headers, { headers }: ProxySettings): Headers {
  const to = new Headers();
  for (const name of [...passed, ...headers]) {
    const value = from.get(name);
    if (value !== null) to.set(name, value);
  }
  return to;
}

/**
 * The upstream's headers, with an address of its own made one of the gateway's.
 *
 * @param personal whether a session was asked for
 */
export function responseHeaders(
  { headers: from }: Response,
  target: URL,
  proxy: ProxySettings,
  personal: boolean,
): Headers {
  const to = new Headers();
  const named = (from.get('connection') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  // `fetch` has unfolded the body.
  const unfolded = from.has('content-encoding') ? ['content-encoding', 'content-length'] : [];
  for (const [name, value] of from) {
    const without = withheld.includes(name) || named.includes(name) || unfolded.includes(name);
    // `x-accel-redirect` would make an nginx before the gateway serve a file of its own.
    if (!without && !/^(access-control|x-accel)-/.test(name)) to.append(name, value);
  }
  // The cookie chooses whose answer it is, and caches do not look at it: the browser's own would show the next person at
  // this computer what the one before was answered. Pages keep answers, and their ETags, in their memory.
  if (personal) {
    for (const name of keeping) to.delete(name);
    to.set('cache-control', 'no-store');
  }
  const location = ownLocation(from.get('location'), target, proxy);
  if (location !== undefined) to.set('location', location);
  return to;
}

/** Where something new was made (201): said only where pages can reach it. */
function ownLocation(said: string | null, target: URL, { path, upstream }: ProxySettings): string | undefined {
  const url = said === null ? null : URL.parse(said, target);
  if (url?.origin !== upstream.origin || !url.pathname.startsWith(upstream.pathname)) return undefined;
  return `${path}${url.pathname.slice(upstream.pathname.length)}${url.search}`;
}

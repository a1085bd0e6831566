import { serveStatic } from '@hono/node-server/serve-static';
import { createGateway, type Gateway, type GatewayOptions } from '@epos-login/gateway';
import { Hono, type Context } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { createMarks } from './marks.ts';

/** Where this subsystem stands, and what it signs people in at. */
export interface AppOptions {
  /** As browsers see this server. */
  readonly origin: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The portal's API, which is also what access tokens are for. */
  readonly portal: string;
  /** What sessions are encrypted by: 32 random bytes each. */
  readonly keys: GatewayOptions['keys'];
  readonly store?: GatewayOptions['store'];
  /** Another one for each program of one host: cookies do not know ports. */
  readonly cookieName?: string;
  /** Hears what happens, and why something was refused. */
  readonly log?: GatewayOptions['log'];
  /** The folder of the pages. */
  readonly pages: string;
  /** The folder `cdn` of `@epos-login/elements`. */
  readonly elements: string;
}

/** A subsystem's server: its pages never see a token. */
export function createApp(options: AppOptions): { app: Hono; gateway: Gateway } {
  const { origin, issuer, clientId, clientSecret, portal, keys, store, cookieName, log, pages, elements } = options;
  const gateway = createGateway({
    url: `${origin}/auth`,
    issuer,
    clientId,
    clientAuth: { method: 'client_secret_basic', secret: clientSecret },
    keys,
    store,
    cookieName,
    proxy: [
      { path: '/api/', upstream: `${portal}/`, anonymous: ['v1/organizations', 'v1/registrations'] },
      // Its own API is another server to the gateway, here of the same program: it takes tokens, pages bring none.
      { path: '/journal/', upstream: `${origin}/resource/` },
    ],
    log,
  });

  const app = new Hono();
  app.all('/auth/*', ({ req }) => gateway(req.raw));
  app.all('/api/*', ({ req }) => gateway(req.raw));
  app.all('/journal/*', ({ req }) => gateway(req.raw));
  app.route('/resource', createMarks({ issuer, audience: portal, portal, baseUrl: origin }));

  app.use(strictHeaders(issuer));
  const inElements = (address: string) => address.replace('/epos-login/', '/');
  app.get('/epos-login/*', serveStatic({ root: elements, rewriteRequestPath: inElements, onFound: neverStale }));
  app.get('*', serveStatic({ root: pages, onFound: neverStale }));
  return { app, gateway };
}

/**
 * Asked for again at each load. Not `no-store`: it keeps pages out of the back button's cache, and the files hold nobody's
 * data; who comes back by that button is asked for anew before the page shows any.
 */
function neverStale(_file: string, c: Context): void {
  c.header('Cache-Control', 'no-cache');
}

/** Nothing but this server's own, and the sign-out that goes to the SSO by a form. */
function strictHeaders(issuer: string) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'", new URL(issuer).origin],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['lit-html'],
    },
  });
}

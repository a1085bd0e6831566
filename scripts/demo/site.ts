import type { ServerResponse } from 'node:http';
import sirv from 'sirv';
import { handlerOf } from '../../packages/sandbox/src/listen/app.ts';
import { listen } from '../../packages/sandbox/src/listen/listen.ts';

/** Which parts of EPOS a page talks to. */
export interface Epos {
  sso: string;
  portal: string;
  /**
   * Where the SSO's sign-out leads at once, by redirects: Chromium holds the redirects that follow a form to
   * `form-action`. The sandbox's SSO answers with a page first, whose own policy holds from there on.
   */
  signOutLeadsTo?: readonly string[];
}

/** An origin of an example's own. */
export interface Site {
  origin: string;
  /** Serves a folder from now on; until then the site answers 503. */
  serve(folder: string, epos: Epos): void;
  /** Lets a program answer from now on. */
  run(app: Parameters<typeof handlerOf>[0]): void;
  close(): Promise<void>;
}

/** Takes a port on loopback. */
export async function openSite(port: number): Promise<Site> {
  const place = await listen('example', 'localhost', port);
  return {
    origin: place.origin,
    serve(folder, epos) {
      const headers = new Headers(securityHeaders(epos));
      // Asked for again at each load. Not `no-store`: it keeps pages out of the back button's cache, and they hold nobody's data.
      const files = sirv(folder, { etag: true, setHeaders: askAgain });
      place.handler = (request, response) => {
        response.setHeaders(headers);
        files(request, response);
      };
    },
    run(app) {
      place.handler = handlerOf(app);
    },
    close: () => place.close(),
  };
}

function askAgain(response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-cache');
}

/** As strict as a careful subsystem would be: what works here works there. */
function securityHeaders({ sso, portal, signOutLeadsTo = [] }: Epos): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${sso} ${portal}`,
    // A session is restored silently in a frame, which comes back to the page's own origin.
    `frame-src 'self' ${sso}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    `form-action ${[sso, ...signOutLeadsTo].join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

import type { MiddlewareHandler } from 'hono';

/** Who may show the page in a frame. */
export type Framing = 'nobody' | 'loopback';

const loopbackOrigins = 'http://localhost:* http://127.0.0.1:*';

/**
 * The policy of every page: nothing inline, nothing from elsewhere.
 *
 * `form-action` names the machine's other ports, since Chromium holds the redirects that follow a form to it, and a
 * sign-in form ends at the subsystem.
 */
export function contentSecurityPolicy(framing: Framing = 'nobody'): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    `form-action 'self' ${loopbackOrigins}`,
    `frame-ancestors ${framing === 'nobody' ? "'none'" : `'self' ${loopbackOrigins}`}`,
  ].join('; ');
}

export const headersOfPages: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Content-Security-Policy', contentSecurityPolicy());
  c.res.headers.set('X-Content-Type-Options', 'nosniff');
  // Not `no-referrer`: with it browsers send `Origin: null` and the forms would refuse themselves.
  c.res.headers.set('Referrer-Policy', 'same-origin');
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
};

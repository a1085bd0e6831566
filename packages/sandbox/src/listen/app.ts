import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { assets } from '../pages/assets.ts';
import { headersOfPages } from '../pages/headers.ts';
import type { Handler } from './listen.ts';

export interface Env {
  Bindings: HttpBindings;
}

export type PageContext = Context<Env>;

/** A part's pages: the style sheet, the security headers, and the check that a form comes from the part itself. */
export function createPages(): Hono<Env> {
  const app = new Hono<Env>();
  app.use(headersOfPages);
  app.use(refuseForeignForms);
  app.route('/assets', assets);
  return app;
}

/** `handler` of node:http for an application. */
export function handlerOf(app: {
  fetch: (request: Request, env: HttpBindings) => Response | Promise<Response>;
}): Handler {
  const listener = getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
    overrideGlobalObjects: false,
  });
  return (request, response) => {
    void listener(request, response);
  };
}

/**
 * A page of another origin must not send this part's forms. Browsers put `Origin` on every POST; a program that is no
 * browser sends none and carries nobody's cookies.
 */
async function refuseForeignForms(c: PageContext, next: () => Promise<void>): Promise<Response | undefined> {
  const origin = c.req.header('Origin');
  if (c.req.method === 'POST' && origin !== undefined && origin !== new URL(c.req.url).origin) {
    return c.text('Форма отправлена с чужой страницы.', 403);
  }
  await next();
  return undefined;
}

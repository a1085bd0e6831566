import { html } from 'hono/html';
import { isLoopback } from '../listen/loopback.ts';
import { retryAfter } from '../listen/guard.ts';
import type { Origins } from '../origins.ts';

/**
 * The answer of a part that is out of order: a page for people, JSON for programs. It may be read across origins, so
 * that a client learns of the 503 and not only of "a network error".
 */
export function outOfOrderPage(origins: Origins) {
  return (part: string) =>
    async (kind: 'unavailable' | 'limited', request: Request): Promise<Response> => {
      const status = kind === 'limited' ? 429 : 503;
      const headers = new Headers({ 'Retry-After': String(retryAfter), 'Cache-Control': 'no-store' });
      const origin = request.headers.get('Origin');
      if (origin && isLoopback(origin)) headers.set('Access-Control-Allow-Origin', origin);
      if (!request.headers.get('Accept')?.includes('text/html')) {
        headers.set('Content-Type', 'application/json');
        return new Response(JSON.stringify({ error: 'temporarily_unavailable' }), { status, headers });
      }
      headers.set('Content-Type', 'text/html; charset=utf-8');
      // The part's own assets are out of order as well, hence the start page's style sheet.
      headers.set('Content-Security-Policy', `default-src 'none'; style-src ${origins.start}; frame-ancestors 'none'`);
      const text = await html`<!doctype html>
        <html lang="ru">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>${part}: сервис временно недоступен</title>
            <link rel="stylesheet" href="${origins.start}/assets/epos.css" />
          </head>
          <body>
            <main class="narrow">
              <div class="card">
                <h1>${kind === 'limited' ? 'Слишком много запросов' : 'Сервис временно недоступен'}</h1>
                <p>${part} сейчас не отвечает. Подождите немного и попробуйте ещё раз.</p>
                <p class="muted">Сбой включён на <a href="${origins.control}">пульте песочницы</a>.</p>
              </div>
            </main>
          </body>
        </html>`;
      return new Response(String(text), { status, headers });
    };
}

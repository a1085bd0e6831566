import { html } from 'hono/html';
import { createPages, handlerOf } from '../listen/app.ts';
import type { Handler } from '../listen/listen.ts';
import type { Origins } from '../origins.ts';
import { notice } from '../pages/layout.ts';

/** A page of somebody else's site, for what must not work across sites: frames, cookies, return addresses. */
export function createForeign(origins: Origins): Handler {
  const app = createPages();
  app.get('*', (c) =>
    c.html(
      notice({
        part: 'Чужой сайт',
        start: origins.start,
        title: 'Это другой сайт',
        text: [
          'Страница стоит в стороне от ЭПОС: у неё другой адрес, и ей нельзя видеть сеанс пользователя.',
          'Она нужна, чтобы проверить: сюда не уводит ни адрес возврата, ни запуск подсистемы.',
        ],
        actions: html`<a class="button quiet" href="${origins.start}">К песочнице</a>`,
      }),
    ),
  );
  return handlerOf(app);
}

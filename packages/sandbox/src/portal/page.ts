import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { Env } from '../listen/app.ts';
import type { Origins } from '../origins.ts';
import { assets } from '../pages/assets.ts';
import { headersOfPages } from '../pages/headers.ts';
import { page } from '../pages/layout.ts';

const endpoints = [
  ['GET', '/api/v1/me', 'Человек и его роли'],
  ['GET', '/api/v1/me/subsystems', 'Разрешённые подсистемы'],
  ['GET', '/api/v1/organizations?query=школа', 'Поиск организации, без входа'],
  ['POST', '/api/v1/registrations', 'Регистрация в РСАА, без входа'],
  ['GET', '/authenticate/oauth?mode=epos&sub_provider=esia', 'Вход в нынешний журнал: cookie auth_token'],
  ['POST', '/lms/api/sessions', 'Сеанс нынешнего журнала: человек и его профили'],
] as const;

/** A page for who opens the portal's origin in a browser: what is here. */
export function addPortalPage(app: Hono<Env>, origins: Origins): void {
  app.use('/', headersOfPages);
  app.route('/assets', assets);
  app.get('/', (c) =>
    c.html(
      page({
        title: 'API портала ЭПОС',
        part: 'Портал',
        start: origins.start,
        content: html`<div class="card">
          <h1>API портала ЭПОС</h1>
          <p class="lead">
            Здесь живут роли и список подсистем. Страниц у портала в песочнице нет: их показывает ваша подсистема.
          </p>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">Запрос</th>
                <th scope="col">Что отвечает</th>
              </tr>
            </thead>
            <tbody>
              ${endpoints.map(
                ([method, path, what]) =>
                  html`<tr>
                    <th scope="row"><code>${method} ${path}</code></th>
                    <td>${what}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`,
      }),
    ),
  );
}

import { html } from 'hono/html';
import { createPages, handlerOf } from '../listen/app.ts';
import type { Handler } from '../listen/listen.ts';
import type { Origins } from '../origins.ts';
import { field } from '../pages/form.ts';
import { page, type Markup } from '../pages/layout.ts';
import type { Letter } from '../world/outbox.ts';
import type { World } from '../world/world.ts';

/** The mailbox of everybody: RSAA's letters and ESIA's text messages end here and go nowhere else. */
export function createMail(origins: Origins, { outbox }: World): Handler {
  const app = createPages();
  app.get('/', (c) => {
    const query = c.req.query('q')?.trim() ?? '';
    const letters = outbox
      .letters()
      .filter(({ to, subject, text }) =>
        [to, subject, text].some((line) => line.toLowerCase().includes(query.toLowerCase())),
      );
    return c.html(mailPage(origins, letters, query, outbox.letters().length));
  });
  app.get('/letters.json', (c) => c.json({ letters: outbox.letters(c.req.query('to')) }));
  return handlerOf(app);
}

function mailPage(origins: Origins, letters: readonly Letter[], query: string, total: number): Markup {
  return page({
    title: total === 0 ? 'Почта' : `Почта (${total})`,
    part: 'Почта и СМС',
    start: origins.start,
    content: html`<h1>Почта и СМС</h1>
      <p class="lead">Письма РСАА и коды ЕСИА. Из песочницы ничего не уходит.</p>
      <form class="row" method="get" action="/" role="search">
        ${field({ name: 'q', label: 'Найти адрес или слово', value: query, maxlength: 100 })}
        <button class="quiet" type="submit">Найти</button>
        <a class="button quiet" href="/">Обновить</a>
      </form>
      <div class="after">
        ${
          letters.length === 0
            ? html`<div class="card"><p>${query === '' ? 'Писем пока нет.' : 'Таких писем нет.'}</p></div>`
            : letters.map(letterCard)
        }
      </div>`,
  });
}

const clock = new Intl.DateTimeFormat('ru', { dateStyle: 'short', timeStyle: 'medium' });

function letterCard({ id, channel, to, from, subject, text, at }: Letter): Markup {
  return html`<article class="card letter" aria-labelledby="letter-${id}">
    <h2 id="letter-${id}">${subject}</h2>
    <dl class="facts">
      <dt>${channel === 'sms' ? 'На телефон' : 'Кому'}</dt>
      <dd>${to}</dd>
      <dt>От кого</dt>
      <dd>${from}</dd>
      <dt>Когда</dt>
      <dd><time datetime="${at}">${clock.format(new Date(at))}</time></dd>
    </dl>
    <pre>${text}</pre>
  </article>`;
}

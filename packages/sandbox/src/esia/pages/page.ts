import { html } from 'hono/html';

/** What `html` gives: escaped text, perhaps later. */
export type Markup = ReturnType<typeof html>;

export interface PageOptions {
  readonly title: string;
  readonly content: Markup;
  /** Whether the page shows an error: the title then says so first, as screen readers read it first. */
  readonly hasError?: boolean;
}

/** The frame of every page: the word mark, the line that this is a sandbox, and the content. */
export function page({ title, content, hasError = false }: PageOptions): Markup {
  return html`<!doctype html>
    <html lang="ru">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${hasError ? 'Ошибка: ' : ''}${title} — Госуслуги (песочница)</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" />
      </head>
      <body>
        <p class="notice">Песочница: это не настоящий портал Госуслуг</p>
        <header><p class="mark">Госуслуги</p></header>
        <main>${content}</main>
      </body>
    </html>`;
}

/** The list of what is wrong, each leading to its field. It takes the focus by `autofocus`, without a script. */
export function errorSummary(text: string, field: string): Markup {
  return html`<div class="summary" role="alert" tabindex="-1" autofocus>
    <a href="#${field}">${text}</a>
  </div>`;
}

/** Tells a form which sign-in it belongs to: several may be open in one browser. */
export function requestField(id: string): Markup {
  return html`<input type="hidden" name="request" value="${id}" />`;
}

import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface PageOptions {
  readonly title: string;
  /** The part's name, for the sandbox's strip. */
  readonly part: string;
  /** The start page's address. */
  readonly start: string;
  readonly lang?: 'ru' | 'en';
  /** `narrow` for a single form, `wide` for tables. */
  readonly width?: 'narrow' | 'text' | 'wide';
  readonly head?: Markup;
  /** What stands above the content, over the whole width. */
  readonly banner?: Markup;
  readonly footer?: Markup;
  readonly content: Markup;
}

/** The frame of every page of the sandbox. */
export function page({
  title,
  part,
  start,
  lang = 'ru',
  width = 'text',
  head,
  banner,
  footer,
  content,
}: PageOptions): Markup {
  const english = lang === 'en';
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/epos.css" />
        ${head ?? ''}
      </head>
      <body>
        <a class="skip" href="#content">${english ? 'Skip to content' : 'К содержанию'}</a>
        <nav class="strip" aria-label="${english ? 'Sandbox' : 'Песочница'}">
          <a href="${start}">${english ? 'EPOS sandbox' : 'Песочница ЭПОС'}</a>
          <span>${part}</span>
        </nav>
        ${banner ?? ''}
        <main id="content" class="${width}" tabindex="-1">${content}</main>
        ${footer ?? ''}
      </body>
    </html>`;
}

/** The ministry's head, as the manual shows it above the password page. */
export function ministry(): Markup {
  return html`<header class="ministry">
    <div class="wide">
      <p class="ministry-name">Министерство<br />информационного развития<br />и связи Пермского края</p>
      <p class="ministry-service">Доступ к информационным системам Пермского края</p>
    </div>
  </header>`;
}

/** The footer of the ministry's pages. */
export function ministryFooter(rsaa: string): Markup {
  return html`<footer class="ministry-footer">
    <div class="wide">
      <p>© 2017-2018 Министерство информационного развития и связи Пермского края</p>
      <nav aria-label="Справка">
        <a href="${rsaa}/feedback">Обратная связь</a>
        <a href="${rsaa}/manual">Руководство пользователя</a>
      </nav>
    </div>
  </footer>`;
}

/** A page of a few words: something went wrong, or something is done. */
export function notice(
  options: Omit<PageOptions, 'content' | 'width'> & { text: readonly string[]; actions?: Markup },
): Markup {
  return page({
    ...options,
    width: 'narrow',
    content: html`<div class="card">
      <h1>${options.title}</h1>
      ${options.text.map((line) => html`<p>${line}</p>`)}
      ${options.actions ? html`<p class="actions">${options.actions}</p>` : ''}
    </div>`,
  });
}

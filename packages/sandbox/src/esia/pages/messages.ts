import { html } from 'hono/html';
import { page, type Markup } from './page.ts';

function message(title: string, text: Markup | string, code?: string): Markup {
  const content = html`
    <div class="card">
      <h1>${title}</h1>
      ${text} ${code === undefined ? '' : html`<p class="code">${code}</p>`}
    </div>
  `;
  return page({ title, content });
}

/** A request of a system that cannot be answered at its own address. For developers: the code says what to mend. */
export function errorPage(description: string): Markup {
  return message(
    'Произошла ошибка',
    html`<p>Система обратилась к Госуслугам с неверным запросом. Вернитесь и попробуйте ещё раз.</p>`,
    description,
  );
}

export function outagePage(description: string): Markup {
  return message(
    'Сервис временно недоступен',
    html`<p>Ведутся технические работы. Попробуйте войти позже.</p>`,
    description,
  );
}

/** The sign-in is over or has been answered: by the back button, or after half an hour. */
export function endedPage(): Markup {
  return message(
    'Время входа истекло',
    html`<p>Вернитесь на страницу системы, в которую вы входили, и начните вход ещё раз.</p>`,
  );
}

export function signedOutPage({ unknownReturn = false } = {}): Markup {
  return message(
    'Вы вышли',
    unknownReturn
      ? html`<p>Адрес для возврата не зарегистрирован у информационной системы: вернитесь к ней сами.</p>`
      : html`<p>Чтобы войти снова, вернитесь в свою информационную систему.</p>`,
  );
}

import { html } from 'hono/html';
import type { Origins } from '../origins.ts';
import { errorSummary, errorText, field, focusScript, type FieldError } from '../pages/form.ts';
import { ministry, ministryFooter, page, type Markup } from '../pages/layout.ts';

export interface Frame {
  readonly origins: Origins;
  /** The sign-in page to return to. */
  readonly back?: string;
}

const part = 'РСАА';

/** The frame of РСАА's pages: the ministry's head, and the side that the manual shows beside the registration form. */
export function rsaaFrame({ origins, back }: Frame, title: string, content: Markup, hasErrors = false): Markup {
  return page({
    part,
    start: origins.start,
    title: hasErrors ? `Ошибка: ${title}` : title,
    width: 'wide',
    banner: ministry(),
    footer: ministryFooter(origins.rsaa),
    head: focusScript(),
    content: html`<div class="split">
      <div>
        <p class="muted">
          Региональный сервис аутентификации и авторизации<br />Министерство информационного развития и связи Пермского
          края
        </p>
        ${content}
      </div>
      <aside class="side" aria-label="Разделы РСАА">
        <h2>Авторизация</h2>
        <ul>
          <li><a href="${back ?? origins.start}">АВТОРИЗАЦИЯ</a></li>
          <li><a href="/register">РЕГИСТРАЦИЯ</a></li>
        </ul>
        <h2>Документы</h2>
        <ul>
          <li><a href="/documents/sdo">ИНСТРУКЦИЯ ДЛЯ РЕГИСТРАЦИИ В РСАА В РАМКАХ СДО</a></li>
          <li><a href="/documents/connection">ПОДКЛЮЧЕНИЕ К РСАА</a></li>
          <li><a href="/documents/administrator">РУКОВОДСТВО АДМИНИСТРАТОРА</a></li>
          <li><a href="/manual">РУКОВОДСТВО ПОЛЬЗОВАТЕЛЯ</a></li>
        </ul>
        <h2>Тех. поддержка</h2>
        <ul>
          <li><a href="/feedback">ЗАДАТЬ ВОПРОС</a></li>
        </ul>
      </aside>
    </div>`,
  });
}

/** The address to return to travels through the form. */
export function backField({ back }: Frame): Markup | string {
  return back ? html`<input type="hidden" name="back" value="${back}" />` : '';
}

export function forgotPage(frame: Frame, { missing = false }: { missing?: boolean }): Markup {
  const error = missing ? 'Введите имя пользователя или email' : undefined;
  return rsaaFrame(
    frame,
    'Забыли пароль?',
    html`<div class="card">
      <h1>Забыли пароль?</h1>
      ${errorSummary(error ? [{ field: 'login', text: error }] : [])}
      <p>Новый пароль придёт на электронную почту, указанную при регистрации в РСАА.</p>
      <form method="post" action="/forgot" novalidate>
        ${backField(frame)}
        ${field({ name: 'login', label: 'Имя пользователя / E-mail', error, autocomplete: 'username', maxlength: 254 })}
        <button type="submit">Получить новый пароль</button>
      </form>
    </div>`,
    missing,
  );
}

interface Feedback {
  readonly email?: string;
  readonly message?: string;
  readonly errors?: readonly FieldError[];
}

export function feedbackPage(frame: Frame, { email = '', message = '', errors = [] }: Feedback): Markup {
  const errorOf = (name: string) => errors.find((error) => error.field === name)?.text;
  const messageError = errorOf('message');
  return rsaaFrame(
    frame,
    'Обратная связь',
    html`<div class="card">
      <h1>Обратная связь</h1>
      ${errorSummary(errors)}
      <form method="post" action="/feedback" novalidate>
        ${backField(frame)}
        ${field({ name: 'email', label: 'Email', type: 'email', value: email, error: errorOf('email'), required: true, autocomplete: 'email', maxlength: 254 })}
        <div class="field${messageError ? ' invalid' : ''}">
          <label for="message">Вопрос<span class="star" aria-hidden="true">*</span></label>
          ${errorText('message', messageError)}
          <textarea
            id="message"
            name="message"
            maxlength="5000"
            aria-required="true"
            ${messageError ? html`aria-invalid="true" aria-describedby="message-error"` : ''}
          >
${message}</textarea>
        </div>
        <button type="submit">Задать вопрос</button>
      </form>
    </div>`,
    errors.length > 0,
  );
}

/** What is said after a form went through. In the sandbox the letter is one click away. */
export function sentPage(frame: Frame, title: string, lines: readonly string[]): Markup {
  return rsaaFrame(
    frame,
    title,
    html`<div class="card">
      <h1>${title}</h1>
      ${lines.map((line) => html`<p>${line}</p>`)}
      <p class="actions">
        ${frame.back ? html`<a class="button" href="${frame.back}">Ко входу</a>` : ''}
        <a class="button quiet" href="${frame.origins.mail}">Почта песочницы</a>
      </p>
    </div>`,
  );
}

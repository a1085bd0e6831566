import { html } from 'hono/html';
import type { Authorization } from '../journey/authorizations.ts';
import { errorSummary, page, requestField, type Markup } from './page.ts';

export type SignInProblem =
  { readonly kind: 'no-login' | 'no-password' | 'wrong' } | { readonly kind: 'locked'; readonly seconds: number };

export interface SignInPageOptions {
  readonly authorization: Authorization;
  /** What was typed: a wrong password must not cost the login. */
  readonly login: string;
  readonly problem?: SignInProblem | undefined;
}

/** «Телефон, почта или СНИЛС» and password. The ids are those of the real page (esia-and-epos A12). */
export function signInPage({ authorization, login, problem }: SignInPageOptions): Markup {
  const field = problem?.kind === 'no-login' ? 'login' : 'password';
  const text = problem && describe(problem);
  const invalid = (name: string) =>
    text && name === field ? html`aria-invalid="true" aria-describedby="${name}-error"` : '';
  const error = (name: string) => (text && name === field ? html`<p class="error" id="${name}-error">${text}</p>` : '');
  const content = html`
    <div class="card">
      ${text ? errorSummary(text, field) : ''}
      <h1>Вход</h1>
      <p class="lead">Куда: ${authorization.request.system.displayName}</p>
      <form method="post" action="/login">
        ${requestField(authorization.id)}
        <div class="field">
          <label for="login">Телефон, почта или СНИЛС</label>
          ${error('login')}
          <input
            id="login"
            name="login"
            type="text"
            value="${login}"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            maxlength="254"
            ${invalid('login')}
          />
        </div>
        <div class="field">
          <label for="password">Пароль</label>
          ${error('password')}
          <input
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            maxlength="254"
            ${invalid('password')}
          />
        </div>
        <button id="loginByPwdButton" class="primary" type="submit">Войти</button>
      </form>
      <ul class="links">
        <li><a href="/recovery?request=${authorization.id}">Не удаётся войти?</a></li>
        <li><a href="/registration?request=${authorization.id}">Зарегистрироваться</a></li>
      </ul>
    </div>
  `;
  return page({ title: 'Авторизация', content, hasError: problem !== undefined });
}

function describe(problem: SignInProblem): string {
  switch (problem.kind) {
    case 'no-login':
      return 'Введите телефон, почту или СНИЛС';
    case 'no-password':
      return 'Введите пароль';
    case 'wrong':
      return 'Неверный логин или пароль. Проверьте их и введите ещё раз';
    case 'locked':
      return `Слишком много попыток. Вход по паролю временно заблокирован, повторите через ${problem.seconds} с`;
  }
}

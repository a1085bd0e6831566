import { html } from 'hono/html';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { field } from '../pages/form.ts';
import { ministry, ministryFooter, notice, page, type Markup } from '../pages/layout.ts';
import type { Origins } from '../origins.ts';
import type { SsoPages } from './provider.ts';

const part = 'Единый вход (SSO)';

/** The pages that a provider shows by itself; `name` stands in the sandbox's strip. */
export function ssoPages(origins: Origins, name = part): SsoPages {
  const frame = { part: name, start: origins.start, banner: ministry(), footer: ministryFooter(origins.rsaa) };
  return {
    async error(context, { error, error_description }) {
      context.status = context.status === 404 ? 400 : context.status;
      return String(
        await notice({
          ...frame,
          title: 'Вход не удался',
          text: ['Запрос на вход не принят. Вернитесь на страницу, с которой вы пришли, и начните вход заново.'],
          actions: html`<p class="muted">
            Для разработчика: <code>${error}</code> ${error_description ?? ''}<br />
            Клиенты песочницы и их адреса перечислены
            <a href="${origins.start}/#clients">на стартовой странице, в разделе «Подключение»</a>.
          </p>`,
        }),
      );
    },
    async signOut(context, form) {
      // A valid id_token_hint proves that the client itself asks (OpenID Connect RP-Initiated Logout 2): no question.
      const asks = isForeignRequest(context);
      return String(
        await page({
          ...frame,
          title: 'Выход из ЭПОС',
          width: 'narrow',
          ...(asks ? {} : { head: html`<script src="/assets/submit.js" defer></script>` }),
          content: html`<div class="card">
            <h1>Выход из ЭПОС</h1>
            <p>${asks ? 'Вы действительно хотите выйти?' : 'Выходим…'}</p>
            ${logoutForm(form, asks)}
          </div>`,
        }),
      );
    },
    async signedOut() {
      return String(
        await notice({
          ...frame,
          title: 'Вы вышли из ЭПОС',
          text: ['Сеанс завершён. Если компьютером пользуются другие, закройте окно браузера.'],
          actions: html`<a class="button quiet" href="${origins.start}">К песочнице</a>`,
        }),
      );
    },
  };
}

function isForeignRequest(context: KoaContextWithOIDC): boolean {
  const hint = context.oidc.entities.IdTokenHint?.payload as { sub?: unknown } | undefined;
  return hint === undefined || hint.sub !== context.oidc.session?.accountId;
}

/** The provider's form, with its buttons inside. */
function logoutForm(form: string, asks: boolean): Markup {
  const action = /action="([^"]*)"/.exec(form)?.[1] ?? '/session/end/confirm';
  const xsrf = /name="xsrf" value="([^"]*)"/.exec(form)?.[1] ?? '';
  return html`<form method="post" action="${action}">
    <input type="hidden" name="xsrf" value="${xsrf}" />
    <div class="actions">
      <button type="submit" name="logout" value="yes">Выйти</button>
      ${asks ? html`<button class="quiet" type="submit">Остаться</button>` : ''}
    </div>
  </form>`;
}

export interface SignInFrame {
  readonly origins: Origins;
  readonly uid: string;
}

const frameOf = ({ origins }: SignInFrame) => ({
  part,
  start: origins.start,
  width: 'narrow' as const,
  banner: ministry(),
  footer: ministryFooter(origins.rsaa),
});

/** The choice of the manual: «Вход для сотрудников» or «Вход через ЕСИА». */
export function choicePage(frame: SignInFrame, onlyEsia: boolean): Markup {
  const base = `/sign-in/${frame.uid}`;
  return page({
    ...frameOf(frame),
    title: 'Вход в ЭПОС',
    content: html`<div class="card">
        <h1>Вход в ЭПОС</h1>
        ${onlyEsia ? html`<p class="muted">Эта подсистема просит войти через Госуслуги.</p>` : ''}
        ${onlyEsia ? '' : html`<a class="button block big" href="${base}/rsaa">Вход для сотрудников</a>`}
        <a class="button block big${onlyEsia ? '' : ' quiet'}" href="${base}/esia">Вход через ЕСИА</a>
      </div>
      ${cancelForm(frame)}`,
  });
}

export interface RsaaPageOptions extends SignInFrame {
  readonly username?: string;
  readonly problem?: 'wrong' | 'locked' | undefined;
}

const problems = {
  wrong: ['Неверное имя пользователя или пароль', 'Проверьте раскладку клавиатуры и клавишу Caps Lock.'],
  locked: ['Учётная запись заблокирована', 'Обратитесь к администратору вашей организации.'],
} as const;

/** RSAA's password page, word for word as in the manual for employees. */
export function rsaaPage({ origins, uid, username = '', problem }: RsaaPageOptions): Markup {
  const back = encodeURIComponent(`${origins.sso}/sign-in/${uid}/rsaa`);
  return page({
    ...frameOf({ origins, uid }),
    title: problem ? 'Ошибка: вход в ЭПОС' : 'Вход в ЭПОС',
    head: html`<script src="/assets/focus.js" defer></script>`,
    content: html`<div class="card caps">
        <h1>Вход в ЭПОС</h1>
        ${
          problem
            ? html`<div class="summary" role="alert" tabindex="-1" data-focus>
                <h2>${problems[problem][0]}</h2>
                <p>${problems[problem][1]}</p>
              </div>`
            : ''
        }
        <form method="post" action="/sign-in/${uid}/rsaa" novalidate>
          ${field({ name: 'username', label: 'Имя пользователя / E-mail', value: username, autocomplete: 'username', maxlength: 254 })}
          ${field({ name: 'password', label: 'Пароль', type: 'password', autocomplete: 'current-password', maxlength: 200 })}
          <div class="links">
            <a href="${origins.rsaa}/forgot?back=${back}">ЗАБЫЛИ ПАРОЛЬ?</a>
            <a href="${origins.rsaa}/register?back=${back}">РЕГИСТРАЦИЯ</a>
          </div>
          <button class="block big" type="submit">ВОЙТИ</button>
        </form>
      </div>
      ${cancelForm({ origins, uid })}`,
  });
}

/** Asks whether to go on as the person who is signed in already. */
export function accountPage(frame: SignInFrame, name: string): Markup {
  return page({
    ...frameOf(frame),
    title: 'Выбор пользователя',
    content: html`<div class="card">
      <h1>Выбор пользователя</h1>
      <p>Вы уже вошли в ЭПОС.</p>
      <form method="post" action="/sign-in/${frame.uid}/account">
        <button class="block big" type="submit" name="choice" value="same">Продолжить: ${name}</button>
        <button class="block big quiet" type="submit" name="choice" value="other">Войти под другим именем</button>
      </form>
    </div>`,
  });
}

/** The way back to the subsystem without signing in. */
function cancelForm({ uid }: SignInFrame): Markup {
  return html`<form class="actions after" method="post" action="/sign-in/${uid}/cancel">
    <button class="quiet block" type="submit">Отменить вход</button>
  </form>`;
}

/** The interaction's cookie is gone, or the page is from yesterday. */
export function lostPage(origins: Origins): Markup {
  return notice({
    part,
    start: origins.start,
    banner: ministry(),
    footer: ministryFooter(origins.rsaa),
    title: 'Вход устарел',
    text: [
      'Страница входа открыта слишком давно или уже использована. Вернитесь на страницу, с которой вы пришли, и нажмите «Вход» ещё раз.',
    ],
    actions: html`<a class="button quiet" href="${origins.start}">К песочнице</a>`,
  });
}

import type { EsiaAccount } from '@epos-login/testing/people';
import { html } from 'hono/html';
import type { Authorization } from '../journey/authorizations.ts';
import { scopeNames } from '../protocol/scopes.ts';
import { page, requestField, type Markup } from './page.ts';

export interface ConsentPageOptions {
  readonly authorization: Authorization;
  readonly account: EsiaAccount;
}

/** «Предоставление прав доступа»: who asks, and for what. */
export function consentPage({ authorization, account }: ConsentPageOptions): Markup {
  const { system, scopes } = authorization.request;
  const content = html`
    <div class="card wide">
      <h1>Предоставление прав доступа</h1>
      <p>Информационная система <strong>${system.displayName}</strong> запрашивает доступ к вашим данным:</p>
      <ul>
        ${scopes.map((scope) => html`<li>${scopeNames[scope]}</li>`)}
      </ul>
      <p>Вы вошли как <strong>${account.family_name} ${account.given_name} ${account.middle_name}</strong></p>
      <form method="post" action="/consent">
        ${requestField(authorization.id)}
        <div class="buttons">
          <button class="primary" type="submit" name="decision" value="grant">Предоставить</button>
          <button class="secondary" type="submit" name="decision" value="deny">Отказать</button>
        </div>
        <button class="plain" type="submit" name="decision" value="switch">Войти как другой пользователь</button>
      </form>
      <p class="small">Если отказать, войти в систему не получится. Согласие запоминается до перезапуска песочницы.</p>
    </div>
  `;
  return page({ title: 'Предоставление прав доступа', content });
}

import { html } from 'hono/html';
import type { Authorization } from '../journey/authorizations.ts';
import { errorSummary, page, requestField, type Markup } from './page.ts';

export type CodeProblem = 'empty' | 'wrong' | 'expired' | 'spent';

export interface CodePageOptions {
  readonly authorization: Authorization;
  readonly phone: string;
  readonly problem?: CodeProblem | undefined;
  readonly sentAgain?: boolean;
}

const texts: Record<CodeProblem, string> = {
  empty: 'Введите код из СМС',
  wrong: 'Код неверный. Проверьте СМС и введите код ещё раз',
  expired: 'Код устарел. Запросите новый',
  spent: 'Попыток больше нет. Запросите новый код',
};

/** The code from the text message. */
export function codePage({ authorization, phone, problem, sentAgain = false }: CodePageOptions): Markup {
  const text = problem && texts[problem];
  const content = html`
    <div class="card">
      ${text ? errorSummary(text, 'code') : ''}
      ${sentAgain ? html`<p class="status" role="status">Новый код отправлен</p>` : ''}
      <h1>Подтверждение входа</h1>
      <p class="lead" id="code-hint">
        Введите код из СМС. Он отправлен на номер <span class="phone">${masked(phone)}</span>
      </p>
      <form method="post" action="/login/code">
        ${requestField(authorization.id)}
        <div class="field">
          <label for="code">Код из СМС</label>
          ${text ? html`<p class="error" id="code-error">${text}</p>` : ''}
          <input
            id="code"
            name="code"
            type="text"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength="12"
            aria-describedby="${text ? 'code-hint code-error' : 'code-hint'}"
            ${text ? html`aria-invalid="true"` : ''}
          />
        </div>
        <button class="primary" type="submit">Продолжить</button>
        <button class="plain" type="submit" name="again" value="yes">Отправить код ещё раз</button>
      </form>
    </div>
  `;
  return page({ title: 'Подтверждение входа', content, hasError: problem !== undefined });
}

/** `+7(902)0000006` → `+7 ••• •••-00-06`: enough to know one's own number, too little to learn another's. */
function masked(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  return `+7 ••• •••-${digits.slice(-4, -2)}-${digits.slice(-2)}`;
}

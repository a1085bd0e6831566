import { html } from 'hono/html';
import type { Organization } from '@epos-login/core/contract';
import { errorSummary, errorText, field, star, type FieldError } from '../pages/form.ts';
import type { Markup } from '../pages/layout.ts';
import { backField, rsaaFrame, type Frame } from './pages.ts';

export interface RegistrationForm {
  readonly values: Readonly<Record<string, string>>;
  /** The organizations to choose from: all, or those found. */
  readonly organizations: readonly Organization[];
  readonly errors: readonly FieldError[];
  readonly searched?: boolean;
}

/** The form «Регистрация» of the manual: its fields, its asterisks, its order. Works without JavaScript. */
export function registrationPage(frame: Frame, form: RegistrationForm): Markup {
  const { values, errors } = form;
  const errorOf = (name: string) => errors.find((error) => error.field === name)?.text;
  const input = (name: string, label: string, rest: Partial<Parameters<typeof field>[0]> = {}) =>
    field({ name, label, value: values[name], error: errorOf(name), required: true, maxlength: 100, ...rest });
  const consentError = errorOf('consent');
  return rsaaFrame(
    frame,
    'Регистрация в РСАА',
    html`<div class="card">
      <h1>Регистрация и документация</h1>
      ${errorSummary(errors)}
      <p class="muted">Заполните обязательные поля, помеченные ${star()}</p>
      <form method="post" action="/register" novalidate>
        ${backField(frame)}
        <button class="first-submit" type="submit" tabindex="-1" aria-hidden="true"></button>
        ${input('family_name', 'Фамилия', { placeholder: 'Введите фамилию', autocomplete: 'family-name' })}
        ${input('given_name', 'Имя', { placeholder: 'Введите имя', autocomplete: 'given-name' })}
        ${input('middle_name', 'Отчество', { placeholder: 'Отчество', autocomplete: 'additional-name' })}
        ${input('email', 'Email', { placeholder: 'Введите email', type: 'email', autocomplete: 'email', maxlength: 254 })}
        ${input('position', 'Должность', { placeholder: 'Должность', autocomplete: 'organization-title', maxlength: 200 })}
        ${organizationFields(form, errorOf('organization_id'))}
        ${input('organization_short_name', 'Краткое наименование организации', { placeholder: 'Краткое наименование организации', required: false, maxlength: 300 })}
        ${input('inn', 'ИНН организации (10 цифр)', { placeholder: 'ИНН организации (10 цифр)', inputmode: 'numeric', maxlength: 20 })}
        ${input('kpp', 'КПП организации (9 цифр)', { placeholder: 'КПП организации (9 цифр)', inputmode: 'numeric', maxlength: 20 })}
        <div class="field${consentError ? ' invalid' : ''}">
          ${errorText('consent', consentError)}
          <div class="check">
            <input
              type="checkbox"
              id="consent"
              name="consent"
              value="yes"
              aria-required="true"
              ${values.consent === 'yes' ? html`checked` : ''}
              ${consentError ? html`aria-invalid="true" aria-describedby="consent-error"` : ''}
            />
            <label for="consent"
              >Я согласен на обработку персональных данных, указанных в этой форме, для создания учётной записи в
              РСАА${star()}</label
            >
          </div>
        </div>
        <button class="big" type="submit">Зарегистрироваться</button>
      </form>
      <p class="muted after">На указанный электронный адрес придёт письмо с учётными данными РСАА.</p>
    </div>`,
    errors.length > 0,
  );
}

/** The choice of an organization with a search of its own button: the page comes back with what was found. */
function organizationFields(
  { values, organizations, searched = false }: RegistrationForm,
  error: string | undefined,
): Markup {
  const chosen = values.organization_id;
  const found = searched
    ? organizations.length === 0
      ? 'Ничего не найдено: измените запрос.'
      : `Найдено организаций: ${organizations.length}.`
    : 'Чтобы сократить список, введите часть названия, город или ИНН.';
  return html`<fieldset
    class="field${error ? ' invalid' : ''}"
    ${error ? html`aria-describedby="organization_id-error"` : ''}
  >
    <div class="row search">
      <div class="field">
        <label for="organization_query">Поиск организации</label>
        <input
          id="organization_query"
          name="organization_query"
          value="${values.organization_query ?? ''}"
          maxlength="200"
          aria-describedby="organization_found"
          ${searched ? html`data-focus` : ''}
        />
      </div>
      <button class="quiet" type="submit" name="action" value="search">Найти</button>
    </div>
    <p class="hint" id="organization_found" ${searched ? html`role="status"` : ''}>${found}</p>
    <label for="organization_id">Выберите организацию${star()}</label>
    ${errorText('organization_id', error)}
    <select
      id="organization_id"
      name="organization_id"
      aria-required="true"
      ${error ? html`aria-invalid="true" aria-describedby="organization_id-error"` : ''}
    >
      <option value="">Выберите организацию</option>
      ${organizations.map(
        ({ id, name, short_name, territory }) =>
          html`<option value="${id}" ${id === chosen ? html`selected` : ''}>
            ${short_name ?? name}${territory ? `, ${territory}` : ''}
          </option>`,
      )}
    </select>
  </fieldset>`;
}

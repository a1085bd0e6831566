import { html } from 'hono/html';
import type { EposRecord } from '@epos-login/testing/people';
import type { Origins } from '../origins.ts';
import { errorSummary, field, focusScript, type FieldError } from '../pages/form.ts';
import { page, type Markup } from '../pages/layout.ts';
import { comparable } from '../world/matching.ts';
import { fullName, type EditableField, type Mending, type PendingChange } from '../world/register.ts';

interface Frame {
  readonly origins: Origins;
  today(): string;
}

const part = 'Контингент';

const labels: Record<EditableField, string> = {
  family_name: 'Фамилия',
  given_name: 'Имя',
  middle_name: 'Отчество',
  birthdate: 'Дата рождения',
  email: 'Электронная почта',
  phone: 'Телефон',
};

/** `2026-11-23` → `23.11.2026`. */
export function russianDate(date: string): string {
  return date.split('-').reverse().join('.');
}

interface List {
  readonly records: readonly EposRecord[];
  readonly pending: readonly PendingChange[];
  readonly query: string;
}

export function listPage(frame: Frame, { records, pending, query }: List): Markup {
  const words = comparable(query).split(' ').filter(Boolean);
  const found = records.filter((record) => {
    const text = comparable([fullName(record), record.email, record.snils].join(' '));
    return words.every((word) => text.includes(word));
  });
  return page({
    title: 'Контингент: список людей',
    part,
    start: frame.origins.start,
    width: 'wide',
    content: html`<h1>Контингент</h1>
      <p class="lead">Реестр обучающихся, родителей и сотрудников. Данные здесь и на Госуслугах должны совпадать.</p>
      <p>Сегодня ${russianDate(frame.today())}. <a href="${frame.origins.control}">Перевернуть календарь</a></p>
      <div class="card">
        <form class="row" method="get" action="/" role="search">
          ${field({ name: 'q', label: 'Найти по ФИО, почте или СНИЛС', value: query, maxlength: 100 })}
          <button type="submit">Найти</button>
        </form>
        ${found.length === 0 ? html`<p>Никого не найдено.</p>` : table(found, pending)}
      </div>`,
  });
}

function table(records: readonly EposRecord[], pending: readonly PendingChange[]): Markup {
  return html`<table class="stack after">
    <caption>
      Людей: ${records.length}
    </caption>
    <thead>
      <tr>
        <th scope="col">ФИО</th>
        <th scope="col">Дата рождения</th>
        <th scope="col">Электронная почта</th>
        <th scope="col">Телефон</th>
        <th scope="col">Роли</th>
      </tr>
    </thead>
    <tbody>
      ${records.map((record) => {
        const waiting = pending.some(({ sub }) => sub === record.sub);
        return html`<tr>
          <th scope="row">
            <a href="/people/${record.sub}">${fullName(record)}</a>
            ${waiting ? html`<br /><span class="tag">изменения со следующего дня</span>` : ''}
          </th>
          <td data-label="Дата рождения">${record.birthdate ? russianDate(record.birthdate) : '—'}</td>
          <td data-label="Почта">${record.email || '—'}</td>
          <td data-label="Телефон">${record.phone || '—'}</td>
          <td data-label="Роли">${rolesOf(record)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function rolesOf({ roles }: EposRecord): string {
  const titles = new Set(
    roles.map(({ title, organization }) => [title, organization?.name].filter(Boolean).join(', ')),
  );
  return titles.size === 0 ? 'нет' : [...titles].join('; ');
}

interface Edit {
  readonly record: EposRecord;
  readonly values: Mending;
  readonly errors: readonly FieldError[];
  readonly pending: readonly PendingChange[];
  readonly saved: boolean;
}

export function editPage(frame: Frame, { record, values, errors, pending, saved }: Edit): Markup {
  const name = fullName(record);
  const input = (id: EditableField, rest: Partial<Parameters<typeof field>[0]> = {}) =>
    field({
      name: id,
      label: labels[id],
      value: values[id],
      error: errors.find((error) => error.field === id)?.text,
      maxlength: 254,
      autocomplete: 'off',
      ...rest,
    });
  return page({
    title: `${errors.length > 0 ? 'Ошибка: ' : ''}${name} — Контингент`,
    part,
    start: frame.origins.start,
    head: focusScript(),
    content: html`<p><a href="/">← Ко всем людям</a></p>
      <h1>${name}</h1>
      ${
        saved
          ? html`<div class="done" role="status" tabindex="-1" data-focus>
              <p>
                <strong>Изменения внесены.</strong> Они начнут действовать на следующий день: выполните вход повторно
                завтра.
              </p>
            </div>`
          : ''
      }
      ${waitingList(frame, pending)}
      <div class="card">
        ${errorSummary(errors)}
        <form method="post" action="/people/${record.sub}" novalidate>
          ${input('family_name', { required: true })} ${input('given_name', { required: true })} ${input('middle_name')}
          ${input('birthdate', { type: 'date' })} ${input('email', { type: 'email' })}
          ${input('phone', { type: 'tel', hint: 'Номер ребёнка и родителя должен отличаться' })}
          <button type="submit">Внести изменения</button>
        </form>
      </div>
      <div class="card">
        <h2>Не изменяется здесь</h2>
        <dl class="facts">
          <dt>СНИЛС</dt>
          <dd>${record.snils || 'не указан'}</dd>
          <dt>Роли</dt>
          <dd>${rolesOf(record)}</dd>
          <dt>Идентификатор</dt>
          <dd><code>${record.sub}</code></dd>
        </dl>
      </div>`,
  });
}

function waitingList(frame: Frame, pending: readonly PendingChange[]): Markup | string {
  if (pending.length === 0) return '';
  return html`<div class="card">
    <h2>Ждут следующего дня</h2>
    <ul>
      ${pending.flatMap(({ from, mending }) =>
        Object.entries(mending).map(
          ([name, value]) =>
            html`<li>
              ${labels[name as EditableField]}:
              <strong>${name === 'birthdate' ? russianDate(value) : value || 'пусто'}</strong>, с ${russianDate(from)}
            </li>`,
        ),
      )}
    </ul>
    <p class="muted">
      Сегодня ${russianDate(frame.today())}. <a href="${frame.origins.control}">Перевернуть календарь на пульте</a>
    </p>
  </div>`;
}

export function missingPage(frame: Frame): Markup {
  return page({
    title: 'Не найдено — Контингент',
    part,
    start: frame.origins.start,
    content: html`<h1>Такого человека нет</h1>
      <p><a href="/">Ко всем людям</a></p>`,
  });
}

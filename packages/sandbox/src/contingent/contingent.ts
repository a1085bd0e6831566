import type { EposRecord } from '@epos-login/testing/people';
import type { Context } from 'hono';
import { createPages, handlerOf } from '../listen/app.ts';
import type { Handler } from '../listen/listen.ts';
import type { Origins } from '../origins.ts';
import { texts, type FieldError } from '../pages/form.ts';
import { editableFields, type Mending, type PendingChange } from '../world/register.ts';
import type { World } from '../world/world.ts';
import { editPage, listPage, missingPage } from './pages.ts';

/** The subsystem «Контингент», as far as sign-in needs it: the register in which the data are compared and mended. */
export function createContingent(origins: Origins, world: World): Handler {
  const { register, calendar } = world;
  const app = createPages();
  const frame = { origins, today: () => calendar.today() };

  app.get('/', (c) =>
    c.html(
      listPage(frame, { records: register.records(), pending: register.pending(), query: c.req.query('q') ?? '' }),
    ),
  );
  app.get('/people/:sub', (c) => {
    const record = register.find(c.req.param('sub'));
    if (!record) return missing(c);
    const pending = register.pending(record.sub);
    const saved = c.req.query('saved') !== undefined;
    return c.html(editPage(frame, { record, values: expected(record, pending), errors: [], pending, saved }));
  });
  app.post('/people/:sub', async (c) => {
    const record = register.find(c.req.param('sub'));
    if (!record) return missing(c);
    const sent = texts(await c.req.parseBody());
    const values = Object.fromEntries(
      editableFields.map((name) => [name, (sent[name] ?? record[name]).trim()]),
    ) as Required<Mending>;
    const errors = check(values);
    if (errors.length > 0) {
      return c.html(
        editPage(frame, { record, values, errors, pending: register.pending(record.sub), saved: false }),
        422,
      );
    }
    const before = expected(record, register.pending(record.sub));
    const changed = editableFields.filter((name) => values[name] !== before[name]);
    if (changed.length === 0) return c.redirect(`/people/${encodeURIComponent(record.sub)}`, 303);
    register.mend(record.sub, Object.fromEntries(changed.map((name) => [name, values[name]])));
    return c.redirect(`/people/${encodeURIComponent(record.sub)}?saved`, 303);
  });
  app.notFound((c) => missing(c));

  const missing = (c: Context) => c.html(missingPage(frame), 404);
  return handlerOf(app);
}

/** The data as they will stand: what a clerk has entered stays entered, and taking it back is a change. */
function expected(record: EposRecord, pending: readonly PendingChange[]): EposRecord {
  return pending.reduce((data, { mending }) => ({ ...data, ...mending }), record);
}

function check(values: Required<Mending>): FieldError[] {
  const { family_name, given_name, birthdate, email, phone } = values;
  return [
    ...(family_name === '' ? [{ field: 'family_name', text: 'Введите фамилию' }] : []),
    ...(given_name === '' ? [{ field: 'given_name', text: 'Введите имя' }] : []),
    ...(birthdate === '' || isDate(birthdate) ? [] : [{ field: 'birthdate', text: 'Введите дату рождения полностью' }]),
    ...(email === '' || /^[^\s@]+@[^\s@]+$/.test(email)
      ? []
      : [{ field: 'email', text: 'Введите email в формате name@example.ru' }]),
    ...(phone === '' || phone.replaceAll(/\D/g, '').length === 11
      ? []
      : [{ field: 'phone', text: 'Введите телефон: 11 цифр' }]),
  ];
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

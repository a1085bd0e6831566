import type { Hono } from 'hono';
import { checkForm, registration, type Organization } from '@epos-login/core/contract';
import type { Env } from '../listen/app.ts';
import { texts, type FieldError } from '../pages/form.ts';
import { findOrganizations } from '../portal/portal.ts';
import { brokenRules, enrol } from '../world/enrolment.ts';
import type { World } from '../world/world.ts';
import type { Frame } from './pages.ts';
import { sentPage } from './pages.ts';
import { registrationPage } from './registration-page.ts';

/** The version of the consent whose text the page shows. */
const consentVersion = 'sandbox-2026-1';

/** What each broken rule is called to the person; `default` serves the other rules of the field. */
const words: Record<string, Record<string, string>> = {
  family_name: { default: 'Введите фамилию' },
  given_name: { default: 'Введите имя' },
  middle_name: { default: 'Введите отчество' },
  email: { required: 'Введите email', default: 'Введите email в формате name@example.ru' },
  position: { default: 'Введите должность' },
  organization_id: { default: 'Выберите организацию' },
  organization_short_name: { default: 'Сократите наименование организации' },
  inn: {
    required: 'Введите ИНН организации',
    mismatch: 'ИНН не совпадает с ИНН выбранной организации',
    default: 'Проверьте ИНН организации: в нём 10 цифр, последняя из них контрольная',
  },
  kpp: {
    required: 'Введите КПП организации',
    mismatch: 'КПП не совпадает с КПП выбранной организации',
    default: 'Проверьте КПП организации: в нём 9 цифр',
  },
  consent_version: { default: 'Подтвердите согласие на обработку персональных данных' },
};

export function addRegistration(app: Hono<Env>, world: World, frameOf: (back: string | undefined) => Frame): void {
  app.get('/register', (c) =>
    c.html(
      registrationPage(frameOf(c.req.query('back')), {
        values: {},
        organizations: world.register.organizations,
        errors: [],
      }),
    ),
  );
  app.post('/register', async (c) => {
    const values = texts(await c.req.parseBody());
    const frame = frameOf(values.back);
    if (values.action === 'search') {
      const organizations = search(world, values);
      return c.html(
        registrationPage(frame, { values: filledIn(values, organizations), organizations, errors: [], searched: true }),
      );
    }
    const errors = register(world, values, frame);
    if (errors.length > 0) {
      return c.html(registrationPage(frame, { values, organizations: search(world, values), errors }), 422);
    }
    return c.html(
      sentPage(frame, 'Заявка принята', [
        `На адрес ${values.email?.trim() ?? ''} придёт письмо с учётными данными РСАА.`,
        'Введите их на странице входа: имя пользователя и пароль.',
      ]),
    );
  });
}

/** Registers, or tells what is wrong. */
function register(world: World, values: Record<string, string>, { origins }: Frame): FieldError[] {
  const shortName = values.organization_short_name?.trim();
  const sent = checkForm(registration, {
    ...values,
    organization_short_name: shortName === '' ? undefined : shortName,
    consent_version: values.consent === 'yes' ? consentVersion : undefined,
  });
  const broken = sent.ok ? brokenRules(world, sent.form) : sent.fields;
  if (sent.ok && broken.length === 0) enrol(world, sent.form, origins.rsaa);
  return broken.map(({ field, rule }) => ({
    field: field === 'consent_version' ? 'consent' : field,
    text: words[field]?.[rule] ?? words[field]?.default ?? 'Проверьте поле',
  }));
}

function search(world: World, values: Record<string, string>): readonly Organization[] {
  const query = values.organization_query?.trim() ?? '';
  return query === '' ? world.register.organizations : findOrganizations(world, query);
}

/** One organization found: it is chosen, and its numbers stand in the fields that were empty. */
function filledIn(values: Record<string, string>, organizations: readonly Organization[]): Record<string, string> {
  const [only, another] = organizations;
  if (!only || another) return values;
  const or = (value: string | undefined, fallback: string) => (value?.trim() ? value : fallback);
  return {
    ...values,
    organization_id: only.id,
    organization_short_name: or(values.organization_short_name, only.short_name ?? ''),
    inn: or(values.inn, only.inn),
    kpp: or(values.kpp, only.kpp),
  };
}

import { checkForm, type Checked } from '../contract/check-form.ts';
import { registration, type Registration } from '../contract/registration.ts';

/** The form as it is filled in: every field may still be missing or blank. */
export type RegistrationForm = { readonly [Field in keyof Registration]?: string | undefined };

/**
 * Checks RSAA's form «Регистрация пользователя» without sending it, for errors shown beside their fields: everything
 * required but the organization's short name, the e-mail's form, the check digit of the ИНН (10 digits), the form of the
 * КПП (9 characters), an organization chosen from the list, and the version of the consent that was accepted.
 *
 * @param form the fields as typed; white space around them is left out
 * @returns `{ ok: true, form }` with the form as it will be sent, or `{ ok: false, fields }`: every field that breaks a
 * rule, once, in the form's order, with the rule's name (`required`, `email`, `inn`, `kpp`, `max_length`, …)
 * @example
 * ```ts
 * const checked = checkRegistration({ ...form, inn: '5900000123' });
 * if (!checked.ok) checked.fields; // [{ field: 'inn', rule: 'inn' }]
 * ```
 * @see Order of the Federal Tax Service ЕД-7-14/559 of 26.06.2023 for the numbers
 */
export function checkRegistration(form: RegistrationForm): Checked<Registration> {
  const { organization_short_name: shortName, ...rest } = form;
  // The one field that may be left empty; and what is empty is not there.
  return checkForm(registration, { ...rest, ...(shortName?.trim() ? { organization_short_name: shortName } : {}) });
}

import { Refusal } from './refusal.ts';
import type { InformationSystem } from '../options.ts';

/** What each scope opens, as the page of consent names it. @see esia-and-epos A7 */
export const scopeNames = {
  openid: 'Идентификатор вашей учётной записи',
  fullname: 'Фамилия, имя, отчество',
  birthdate: 'Дата рождения',
  gender: 'Пол',
  snils: 'СНИЛС',
  email: 'Адрес электронной почты',
  mobile: 'Номер мобильного телефона',
  contacts: 'Контактные данные: телефон и электронная почта',
  kid_fullname: 'Фамилии, имена, отчества детей',
  kid_birthdate: 'Даты рождения детей',
  kid_gender: 'Пол детей',
  kid_snils: 'СНИЛС детей',
} as const;

export type Scope = keyof typeof scopeNames;

export function isScope(name: string): name is Scope {
  return Object.hasOwn(scopeNames, name);
}

/** The scopes asked for; refuses unknown ones and those not granted to the system. */
export function readScopes(written: string, system: InformationSystem): Scope[] {
  const names = written.split(' ');
  const scopes = names.filter(isScope);
  if (scopes.length < names.length || new Set(names).size < names.length) throw new Refusal('ESIA-007006');
  const withheld = scopes.find((scope) => !system.scopes.includes(scope));
  if (withheld) throw new Refusal('ESIA-007019', withheld);
  return scopes;
}

/** Organization scopes are granted like others. The sandbox knows no organizations: they only have to be signed. */
export function checkOrganizationScope(written: string, { organizationScopes = [] }: InformationSystem): void {
  const known = written.split(' ').every((name) => organizationScopes.includes(name));
  if (!known) throw new Refusal('ESIA-007006', 'scope_org');
}

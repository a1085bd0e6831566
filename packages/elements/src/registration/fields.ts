import type { RegistrationField } from '../texts/ru.registration.ts';

/** A field that is typed. The organization is searched for, and the consent is ticked. */
export type TypedField = Exclude<RegistrationField, 'organization_id' | 'consent_version'>;

/** How a field is offered to browsers, password managers and keyboards of telephones. */
export interface FieldOptions {
  readonly name: TypedField;
  /** What the browser may fill in (WCAG 1.3.5): only what is said about the person. */
  readonly autocomplete: AutoFill | 'organization-title';
  readonly type?: 'email';
  readonly inputmode?: 'email' | 'numeric';
  readonly autocapitalize?: 'words' | 'characters' | 'off';
  readonly optional?: true;
}

/** The form of the manual, above the organization. */
export const personFields: readonly FieldOptions[] = [
  { name: 'family_name', autocomplete: 'family-name', autocapitalize: 'words' },
  { name: 'given_name', autocomplete: 'given-name', autocapitalize: 'words' },
  { name: 'middle_name', autocomplete: 'additional-name', autocapitalize: 'words' },
  { name: 'email', autocomplete: 'email', type: 'email', inputmode: 'email', autocapitalize: 'off' },
  { name: 'position', autocomplete: 'organization-title' },
];

/** The form of the manual, below the organization. */
export const organizationFields: readonly FieldOptions[] = [
  { name: 'organization_short_name', autocomplete: 'organization', optional: true },
  { name: 'inn', autocomplete: 'off', inputmode: 'numeric' },
  // No digits only: the fifth and sixth place may hold Latin letters, which a numeric keyboard lacks.
  { name: 'kpp', autocomplete: 'off', autocapitalize: 'characters' },
];

/** The name of the field that the organization is searched in; its identifier is in `organization_id`. */
export const searchName = 'organization';

export const consentName = 'consent';

/** The fields that a draft holds. The consent is given each time anew. */
export const draftNames: readonly string[] = [
  ...personFields.map(({ name }) => name),
  searchName,
  ...organizationFields.map(({ name }) => name),
];

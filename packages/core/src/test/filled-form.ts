/** RSAA's form as somebody fills it in, in its normal form: every field but the one that may be left out. */
export const filled = {
  family_name: 'Сидорова',
  given_name: 'Анна',
  middle_name: 'Ильинична',
  email: 'anna@mail.example',
  position: 'Учитель',
  organization_id: 'org',
  inn: '5900000122',
  kpp: '590001001',
  consent_version: '2026-09',
};

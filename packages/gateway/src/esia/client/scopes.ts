/**
 * What a portal of education asks ESIA for: who the person is, and by what EPOS compares them with its own records.
 * Each scope must be granted to the system by application, else ESIA answers with ESIA-007019.
 *
 * @see esia-and-epos A7 "Suggested set"
 */
export const educationScope: readonly string[] = [
  'openid',
  'fullname',
  'birthdate',
  'gender',
  'snils',
  'email',
  'mobile',
];

/** What it asks for of a parent's children, beside {@linkcode educationScope}. */
export const childrenScope: readonly string[] = ['kid_fullname', 'kid_birthdate', 'kid_gender', 'kid_snils'];

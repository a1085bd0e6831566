import type { AccountClaims } from 'oidc-provider';
import type { EsiaOutcome } from '../sso/broker.ts';
import { fullName } from '../world/register.ts';

type Person = Extract<EsiaOutcome, { kind: 'ok' }>['person'];

const genders = { F: 'female', M: 'male' } as const;

/** What ESIA tells of a person, in the claims of OpenID Connect Core 5.1. */
export function claimsOf(person: Person): AccountClaims {
  const { oid, family_name = '', given_name = '', middle_name, birthdate, gender, snils, email, phone } = person;
  const isVerified = (value: string | undefined) =>
    person.contacts.some((contact) => contact.value === value && contact.verified);
  return {
    sub: oid,
    name: fullName({ family_name, given_name, ...(middle_name ? { middle_name } : {}) }),
    family_name,
    given_name,
    ...(middle_name ? { middle_name } : {}),
    ...(birthdate ? { birthdate } : {}),
    ...(gender ? { gender: genders[gender] } : {}),
    ...(email ? { email, email_verified: isVerified(email) } : {}),
    // E.164, as the specification recommends; ESIA writes `+7(902)0000001`.
    ...(phone ? { phone_number: phone.replaceAll(/[^+\d]/g, ''), phone_number_verified: isVerified(phone) } : {}),
    ...(snils ? { snils } : {}),
  };
}

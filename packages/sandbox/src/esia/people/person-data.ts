import type { EsiaAccount } from '@epos-login/testing/people';
import type { Scope } from '../protocol/scopes.ts';

type Scopes = ReadonlySet<Scope>;

/** An element of a collection. */
export interface Item {
  readonly stateFacts: readonly string[];
  readonly id: number;
  readonly [field: string]: unknown;
}

/** A person as ESIA's REST service describes one. @see esia-and-epos A7 */
export function personOf(account: EsiaAccount, scopes: Scopes): Record<string, unknown> {
  return {
    stateFacts: ['EntityRoot'],
    ...(scopes.has('fullname') ? namesOf(account) : {}),
    ...(scopes.has('birthdate') ? { birthDate: russianDate(account.birthdate) } : {}),
    ...(scopes.has('gender') ? { gender: account.gender } : {}),
    ...(scopes.has('snils') ? { snils: account.snils } : {}),
    trusted: account.level === 'PR',
    status: 'REGISTERED',
    verifying: false,
    containsUpCfmCode: false,
  };
}

/** Telephone and e-mail; `undefined` where no scope covers either. */
export function contactsOf(account: EsiaAccount, scopes: Scopes): Item[] | undefined {
  const all = scopes.has('contacts');
  const email = all || scopes.has('email');
  const mobile = all || scopes.has('mobile');
  if (!email && !mobile) return undefined;
  const contact = (id: number, type: string, value: string) => ({
    stateFacts: ['Identifiable'],
    id,
    type,
    vrfStu: 'VERIFIED',
    value,
  });
  return [
    ...(mobile ? [contact(account.oid * 10 + 1, 'MBT', account.phone)] : []),
    ...(email ? [contact(account.oid * 10 + 2, 'EML', account.email)] : []),
  ];
}

/** The children whose accounts hang on this one; `undefined` where no scope covers them. */
export function kidsOf(account: EsiaAccount, accounts: readonly EsiaAccount[], scopes: Scopes): Item[] | undefined {
  if (![...scopes].some((scope) => scope.startsWith('kid_'))) return undefined;
  return accounts
    .filter(({ oid }) => account.kids.includes(oid))
    .map((kid) => ({
      stateFacts: ['Identifiable'],
      id: kid.oid,
      oid: kid.oid,
      ...(scopes.has('kid_fullname') ? namesOf(kid) : {}),
      ...(scopes.has('kid_birthdate') ? { birthDate: russianDate(kid.birthdate) } : {}),
      ...(scopes.has('kid_gender') ? { gender: kid.gender } : {}),
      ...(scopes.has('kid_snils') ? { snils: kid.snils } : {}),
      trusted: kid.level === 'PR',
    }));
}

function namesOf({ family_name, given_name, middle_name }: EsiaAccount) {
  return { firstName: given_name, lastName: family_name, middleName: middle_name };
}

/** `2000-05-26` → `26.05.2000`. */
function russianDate(fullDate: string): string {
  return fullDate.split('-').reverse().join('.');
}

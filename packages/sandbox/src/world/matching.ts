import type { EposRecord } from '@epos-login/testing/people';
import type { Register } from './register.ts';

/** What ESIA tells of a person, as far as EPOS compares it. */
export interface EsiaPerson {
  readonly family_name?: string;
  readonly given_name?: string;
  readonly middle_name?: string;
  readonly birthdate?: string;
  readonly snils?: string;
  readonly email?: string;
  readonly phone?: string;
}

export type Match =
  | { kind: 'ok'; sub: string }
  | { kind: 'refused'; code: 'EPOS-ACCOUNT-UNKNOWN' | 'EPOS-ACCOUNT-MISMATCH' | 'EPOS-CONTACT-SHARED'; text: string };

/** Without what a clerk types one way today and another tomorrow: case, ё for е, doubled spaces. */
export function comparable(text: string | undefined): string {
  return (text ?? '').normalize('NFC').trim().toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ');
}

/** Only the digits: `+7(902)0000001` and `8 902 000-00-01` are one number. */
function digits(text: string | undefined): string {
  return (text ?? '').replaceAll(/\D/g, '').replace(/^8(?=\d{10}$)/, '7');
}

/**
 * Finds the person of Контингент whom ESIA has named, by СНИЛС, and compares what the manuals say must agree:
 * employees by ФИО and e-mail, families by ФИО, birth date and e-mail.
 *
 * The texts are ASCII: RFC 6749, 4.1.2.1 allows no other letters in `error_description`. They name the kind of data
 * that differs and never the data.
 */
export function match(register: Register, esia: EsiaPerson): Match {
  const snils = digits(esia.snils);
  const record = snils === '' ? undefined : register.records().find((one) => digits(one.snils) === snils);
  if (!record) return refused('EPOS-ACCOUNT-UNKNOWN', 'the person is not known to EPOS');
  const differing = differences(record, esia);
  if (differing.length > 0) {
    return refused('EPOS-ACCOUNT-MISMATCH', `EPOS and Gosuslugi differ in: ${differing.join(', ')}`);
  }
  const shared = sharedContact(register, record, esia);
  if (shared) return refused('EPOS-CONTACT-SHARED', `another person of EPOS has the same ${shared}`);
  return { kind: 'ok', sub: record.sub };
}

function differences(record: EposRecord, esia: EsiaPerson): string[] {
  const names = ['family_name', 'given_name', 'middle_name'] as const;
  const isFamily = record.roles.some(({ category }) => category !== 'employee');
  return [
    ...(names.some((name) => comparable(record[name]) !== comparable(esia[name])) ? ['name'] : []),
    ...(isFamily && record.birthdate !== esia.birthdate ? ['birthdate'] : []),
    ...(comparable(record.email) === comparable(esia.email) ? [] : ['email']),
  ];
}

/** The manuals in capitals: the pupil's telephone or e-mail must differ from the parent's. */
function sharedContact(register: Register, record: EposRecord, esia: EsiaPerson): string | undefined {
  const phones = new Set([digits(record.phone), digits(esia.phone)]);
  const emails = new Set([comparable(record.email), comparable(esia.email)]);
  phones.delete('');
  emails.delete('');
  const others = register.records().filter(({ sub }) => sub !== record.sub);
  if (others.some(({ phone }) => phones.has(digits(phone)))) return 'telephone';
  if (others.some(({ email }) => emails.has(comparable(email)))) return 'e-mail';
  return undefined;
}

function refused(code: Extract<Match, { kind: 'refused' }>['code'], text: string): Match {
  return { kind: 'refused', code, text };
}

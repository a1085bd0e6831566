import type { EsiaAccount } from '@epos-login/testing/people';

/**
 * The account that a person means by «Телефон, почта или СНИЛС», in whatever writing: `+7 902 000-00-01`,
 * `8(902)0000001`, `9020000001`; `101-000-001 32` or the digits alone.
 */
export function findAccount(written: string, accounts: readonly EsiaAccount[]): EsiaAccount | undefined {
  const text = written.trim().toLowerCase();
  if (text.includes('@')) return accounts.find(({ email }) => email.toLowerCase() === text);
  if (!/^\+?[\d\s().‐‑–-]+$/.test(text)) return undefined;
  const digits = digitsOf(text);
  // Eleven digits may be either; a telephone is what people type most.
  return (
    accounts.find(({ phone }) => subscriber(digitsOf(phone)) === subscriber(digits)) ??
    accounts.find(({ snils }) => digitsOf(snils) === digits)
  );
}

/** What counts the attempts of one login, however it is written. */
export function loginKey(written: string): string {
  const text = written.trim().toLowerCase();
  return text.includes('@') ? text : subscriber(digitsOf(text)) || text;
}

/** The ten digits of a subscriber: without +7 and without 8. */
function subscriber(digits: string): string {
  return /^[78]\d{10}$/.test(digits) ? digits.slice(1) : digits;
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

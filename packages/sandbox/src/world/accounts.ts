import { randomInt } from 'node:crypto';
import { everybody } from '@epos-login/testing/people';
import type { Register } from './register.ts';

/** An employee's account in РСАА. */
export interface Account {
  readonly username: string;
  password: string;
  locked: boolean;
  /** The person's record in Контингент. */
  readonly sub: string;
}

export type Verdict = { kind: 'ok'; sub: string } | { kind: 'wrong' } | { kind: 'locked' };

/** РСАА's accounts. */
export interface Accounts {
  list(): readonly Account[];
  /** By user name or e-mail, as the password page asks for either. */
  find(login: string): Account | undefined;
  ofPerson(sub: string): Account | undefined;
  verify(login: string, password: string): Verdict;
  /** Opens an account and thinks up its user name and password. */
  open(person: { sub: string; family_name: string; given_name: string; middle_name?: string }): Account;
  /** Thinks up a new password. */
  renew(account: Account): string;
  reset(): void;
}

export function createAccounts(register: Register): Accounts {
  let accounts: Account[] = [];
  const find: Accounts['find'] = (login) => {
    const wanted = login.trim().toLowerCase();
    if (wanted === '') return undefined;
    return accounts.find(
      ({ username, sub }) => username === wanted || register.find(sub)?.email.toLowerCase() === wanted,
    );
  };
  const result: Accounts = {
    list: () => accounts,
    find,
    ofPerson: (sub) => accounts.find((account) => account.sub === sub),
    verify(login, password) {
      const account = find(login);
      if (account?.password !== password) return { kind: 'wrong' };
      // Told only to who knows the password: nobody else may learn that the account exists.
      return account.locked ? { kind: 'locked' } : { kind: 'ok', sub: account.sub };
    },
    open({ sub, ...names }) {
      const base = usernameOf(names);
      let username = base;
      for (let count = 2; accounts.some((account) => account.username === username); count += 1) {
        username = `${base}${count}`;
      }
      const account = { username, password: thinkUpPassword(), locked: false, sub };
      accounts = [...accounts, account];
      return account;
    },
    renew(account) {
      account.password = thinkUpPassword();
      return account.password;
    },
    reset() {
      accounts = everybody.flatMap(({ rsaa, epos }) => (rsaa && epos ? [{ ...rsaa, sub: epos.sub }] : []));
    },
  };
  result.reset();
  return result;
}

// prettier-ignore
const letters: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch',
  ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
};

/** «Иванова Мария Петровна» → `ivanova.mp`. */
function usernameOf(names: { family_name: string; given_name: string; middle_name?: string }): string {
  const latin = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[а-яё]/g, (letter) => letters[letter] ?? '')
      .replaceAll(/[^a-z0-9-]/g, '');
  const initials = [names.given_name, names.middle_name ?? ''].map((name) => latin(name).slice(0, 1)).join('');
  return `${latin(names.family_name) || 'user'}.${initials || 'u'}`;
}

/** Ten letters and digits without those that look alike in a letter printed on paper. */
function thinkUpPassword(): string {
  const alphabet = 'abcdefghkmnpqrstuvwxyz23456789';
  return Array.from({ length: 10 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

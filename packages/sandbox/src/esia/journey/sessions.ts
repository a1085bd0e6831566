import { randomUUID } from 'node:crypto';
import type { EsiaAccount } from '@epos-login/testing/people';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** A person signed in at ESIA in one browser. */
export interface Session {
  /** `urn:esia:sid`: known to systems, so it is not what the cookie holds. */
  readonly sid: string;
  readonly account: EsiaAccount;
  /** In seconds. */
  readonly authTime: number;
  readonly secondFactor: boolean;
}

/** Ports of one host share their cookies: the name keeps out of the way of the sandbox's other parts. */
const cookieName = 'esia_sandbox_session';

export interface Sessions {
  start(c: Context, account: EsiaAccount, secondFactor: boolean): Session;
  find(c: Context): Session | undefined;
  end(c: Context): void;
  reset(): void;
}

export function createSessions(clock: () => number, accounts: () => readonly EsiaAccount[]): Sessions {
  const sessions = new Map<string, Omit<Session, 'account'> & { readonly oid: number }>();
  return {
    start(c, account, secondFactor) {
      const session = { sid: randomUUID(), authTime: Math.floor(clock() / 1000), secondFactor };
      // A new name at each sign-in, so that nobody can plant a cookie and wait.
      const key = randomUUID();
      sessions.set(key, { ...session, oid: account.oid });
      setCookie(c, cookieName, key, { path: '/', httpOnly: true, sameSite: 'Lax' });
      return { ...session, account };
    },
    find(c) {
      const session = sessions.get(getCookie(c, cookieName) ?? '');
      if (!session) return undefined;
      const { oid, ...rest } = session;
      const account = accounts().find((known) => known.oid === oid);
      return account && { ...rest, account };
    },
    end(c) {
      sessions.delete(getCookie(c, cookieName) ?? '');
      deleteCookie(c, cookieName, { path: '/' });
    },
    reset() {
      sessions.clear();
    },
  };
}

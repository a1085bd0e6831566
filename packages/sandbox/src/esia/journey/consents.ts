import type { EsiaAccount } from '@epos-login/testing/people';
import type { SignedRequest } from '../protocol/signed-request.ts';

/** What people have granted to systems: they are asked once, and again when a system wants more. */
export interface Consents {
  covers(account: EsiaAccount, request: SignedRequest): boolean;
  give(account: EsiaAccount, request: SignedRequest): void;
  reset(): void;
}

export function createConsents(): Consents {
  const given = new Map<string, Set<string>>();
  const key = ({ oid }: EsiaAccount, { system }: SignedRequest) => `${oid} ${system.mnemonic}`;
  return {
    covers(account, request) {
      const scopes = given.get(key(account, request));
      return scopes !== undefined && request.scopes.every((scope) => scopes.has(scope));
    },
    give(account, request) {
      given.set(key(account, request), new Set([...(given.get(key(account, request)) ?? []), ...request.scopes]));
    },
    reset() {
      given.clear();
    },
  };
}

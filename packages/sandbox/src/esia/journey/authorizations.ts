import { randomInt, randomUUID } from 'node:crypto';
import type { EsiaAccount } from '@epos-login/testing/people';
import type { Permission } from '../protocol/permissions.ts';
import type { Challenge as CodeChallenge } from '../protocol/pkce.ts';
import type { SignedRequest } from '../protocol/signed-request.ts';

/** The one-time code of a person who is half signed in. */
export interface Challenge {
  readonly account: EsiaAccount;
  readonly code: string;
  /** In milliseconds. */
  readonly until: number;
  attemptsLeft: number;
}

/** What an authorization request wants beside the scopes. */
export interface Wishes {
  readonly offline: boolean;
  /** What its code is to be bound by. */
  readonly challenge: CodeChallenge | undefined;
  readonly permissions: readonly Permission[];
}

/** An authorization request that waits for the person. */
export interface Authorization {
  readonly id: string;
  readonly request: SignedRequest;
  readonly wishes: Wishes;
  readonly until: number;
  challenge: Challenge | undefined;
}

/** How long a person may take to sign in. */
const patience = 30 * 60 * 1000;
const challengeLifetime = 5 * 60 * 1000;
const challengeAttempts = 3;

export interface Authorizations {
  begin(request: SignedRequest, wishes: Wishes): Authorization;
  find(id: string | undefined): Authorization | undefined;
  /** Ends it: it is answered once. */
  end(authorization: Authorization): void;
  /** Thinks up a new one-time code. */
  challenge(authorization: Authorization, account: EsiaAccount): Challenge;
}

export function createAuthorizations(clock: () => number): Authorizations {
  const waiting = new Map<string, Authorization>();
  return {
    begin(request, wishes) {
      const now = clock();
      for (const [id, { until }] of waiting) if (until <= now) waiting.delete(id);
      const authorization = { id: randomUUID(), request, wishes, until: now + patience, challenge: undefined };
      waiting.set(authorization.id, authorization);
      return authorization;
    },
    find(id = '') {
      const found = waiting.get(id);
      return found && found.until > clock() ? found : undefined;
    },
    end({ id }) {
      waiting.delete(id);
    },
    challenge(authorization, account) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const challenge = { account, code, until: clock() + challengeLifetime, attemptsLeft: challengeAttempts };
      authorization.challenge = challenge;
      return challenge;
    },
  };
}

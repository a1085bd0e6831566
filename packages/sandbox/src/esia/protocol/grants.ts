import type { Grant } from './tokens.ts';

interface Held {
  readonly grant: Grant;
  /** In milliseconds. */
  readonly until: number;
}

/** Codes and refresh tokens that have been given out and not used: each is good for one time. */
export interface GrantStore {
  keep(token: string, grant: Grant, lifetime: number): void;
  /** The grant behind a token, which is spent by asking. */
  spend(token: string): Grant | undefined;
}

export function createGrantStore(clock: () => number): GrantStore {
  const held = new Map<string, Held>();
  return {
    keep(token, grant, lifetime) {
      const now = clock();
      for (const [old, { until }] of held) if (until <= now) held.delete(old);
      held.set(token, { grant, until: now + lifetime * 1000 });
    },
    spend(token) {
      const found = held.get(token);
      held.delete(token);
      return found && found.until > clock() ? found.grant : undefined;
    },
  };
}

/** Counts wrong passwords by login, known or not: an unknown login must not look different. */
export interface Attempts {
  /** How long the login is still locked, in seconds; 0 when it is not. */
  lockedFor(key: string): number;
  fail(key: string): void;
  succeed(key: string): void;
  reset(): void;
}

const allowed = 5;
const lockTime = 60_000;

export function createAttempts(clock: () => number): Attempts {
  const failures = new Map<string, { count: number; lockedUntil: number }>();
  return {
    lockedFor: (key) => Math.max(0, Math.ceil(((failures.get(key)?.lockedUntil ?? 0) - clock()) / 1000)),
    fail(key) {
      const count = (failures.get(key)?.count ?? 0) + 1;
      const isLast = count >= allowed;
      failures.set(key, isLast ? { count: 0, lockedUntil: clock() + lockTime } : { count, lockedUntil: 0 });
    },
    succeed(key) {
      failures.delete(key);
    },
    reset() {
      failures.clear();
    },
  };
}

import type { SessionAnswer } from './answers.ts';

/** The session as the gateway last told of it. */
export interface Session {
  readonly id: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** When it ends if nobody does anything, by the monotonic clock. */
  readonly endsAt: number;
  /** How long it lasted when it was first heard of, or longer since. In milliseconds. */
  readonly lifetime: number;
  /** When it must be renewed, by the monotonic clock; absent where the gateway sees to that. */
  readonly refreshAt: number | undefined;
}

/** What stands now, at `now` by the monotonic clock. */
export function standing(
  { id, claims, expires_in, refresh_in }: NonNullable<SessionAnswer['session']>,
  before: Session | undefined,
  now: number,
): Session {
  const left = expires_in * 1000;
  return {
    id,
    claims,
    endsAt: now + left,
    lifetime: Math.max(left, before?.id === id ? before.lifetime : 0),
    refreshAt: refresh_in === undefined ? undefined : now + refresh_in * 1000,
  };
}

/** How long before its end a session is said to be running out, in milliseconds. */
export function warningTime({ lifetime }: Session): number {
  return Math.min(120_000, lifetime / 4);
}

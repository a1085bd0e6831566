import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Refusal } from '../refusal.ts';

interface KeySet {
  readonly find: JWTVerifyGetKey;
  readonly at: number;
}

interface KeysOptions {
  /** Brings the issuer's keys. */
  readonly load: () => Promise<JSONWebKeySet>;
  /** Now, in milliseconds. */
  readonly clock: () => number;
}

// In milliseconds.
/** After which keys are asked for again, while the known ones still serve. */
const freshFor = 5 * 60_000;
/** After which known keys count for nothing: one of them may have been withdrawn long ago. */
const usableFor = 60 * 60_000;
/** How often a `kid` that nobody knows may bring us to ask: a key may be minutes old, but anybody can make one up. */
const unknownPause = 10_000;
/** How soon after a failure to ask again: a dead SSO must not be asked at every call. */
const failurePause = 3000;

/**
 * The issuer's keys, kept and asked for again when they grow old or a token names one that is not among them.
 *
 * jose's own remote set asks again at once after a failure, at every call, and takes no known key past its age; here a
 * short outage of the SSO is not one of every subsystem.
 */
export function createKeys({ load, clock }: KeysOptions): JWTVerifyGetKey {
  let known: KeySet | undefined;
  let failedAt: number | undefined;
  let unknownAt: number | undefined;
  let pending: Promise<KeySet> | undefined;

  /** Whether less than so many milliseconds went by. A clock that was set back must not keep us from asking. */
  const isWithin = (pause: number, at: number | undefined) => at !== undefined && Math.abs(clock() - at) < pause;

  async function refresh(): Promise<KeySet> {
    if (isWithin(failurePause, failedAt)) throw new Refusal('keys_unavailable');
    pending ??= reload().finally(() => {
      pending = undefined;
    });
    return pending;
  }

  async function reload(): Promise<KeySet> {
    try {
      known = { find: createLocalJWKSet(await load()), at: clock() };
      failedAt = undefined;
      return known;
    } catch (cause) {
      failedAt = clock();
      throw new Refusal('keys_unavailable', { cause });
    }
  }

  async function current(): Promise<KeySet> {
    if (!known || !isWithin(usableFor, known.at)) return refresh();
    if (!isWithin(freshFor, known.at)) void refresh().catch(() => undefined);
    return known;
  }

  return async (header, token) => {
    const { find } = await current();
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      // Where the keys cannot be had, nothing is known against the token: then it is the failure that is told.
      if (isWithin(unknownPause, unknownAt) && failedAt === undefined && !pending) throw error;
      unknownAt = clock();
      return (await refresh()).find(header, token);
    }
  };
}

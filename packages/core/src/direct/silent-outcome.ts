import { EposError } from '../errors/errors.ts';
import type { Tokens } from './tokens.ts';

/** Tokens; or the SSO said that nobody is signed in (`ended`); or it could not be asked this way (`unknown`). */
export type SilentOutcome = Tokens | 'ended' | 'unknown';

/** What a failed silent question says about the session; `undefined` where it says nothing and the failure counts. */
export function silentFailure(error: unknown): 'ended' | 'unknown' | undefined {
  if (!(error instanceof EposError)) return undefined;
  const { code, providerCode } = error;
  // The person asked for nothing yet, so where the question could not be put there is nothing to complain of.
  if (code === 'login_loop' || code === 'storage_unavailable') return 'unknown';
  if (code === 'login_required') return providerCode === 'login_required' ? 'ended' : 'unknown';
  return undefined;
}

import { EposError } from '../errors/errors.ts';
import type { Tokens } from './tokens.ts';

/** Tokens; or the SSO said that nobody is signed in (`ended`); or it could not be asked this way (`unknown`). */
export type SilentOutcome = Tokens | 'ended' | 'unknown';

/** What a failed silent question says about the session; `undefined` where it says nothing and the failure counts. */
export function silentFailure(error: unknown): 'ended' | 'unknown' | undefined {
  if (!(error instanceof EposError)) return undefined;
  if (error.code === 'login_required') return error.providerCode === 'login_required' ? 'ended' : 'unknown';
  return undefined;
}

import { EposError, type EposPhase } from '../errors/errors.ts';
import type { Authorize } from './authorization.ts';
import type { Redeem } from './tokens.ts';

/** What the files of `later-chunk` are lent by the client, which has it already: imported, it would be split off. */
export interface Lent {
  readonly authorize: Authorize;
  readonly redeem: Redeem;
}

/**
 * Loads what most page loads do without: silent questions, sign-out, the meaning of errors. A page that has a session
 * loads it beforehand, so that a sign-out finds it however old the page is by then.
 */
export async function loadLater(phase: EposPhase): Promise<typeof import('./later-chunk.ts')> {
  try {
    return await import('./later-chunk.ts');
  } catch (cause) {
    throw new EposError('network', phase, { cause });
  }
}

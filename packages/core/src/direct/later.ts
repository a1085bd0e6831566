import { EposError, type EposPhase } from '../errors/errors.ts';
import type * as chunk from './later-chunk.ts';

/**
 * Loads what most page loads do without: silent questions, sign-out, the meaning of errors. A page that has a session
 * loads it beforehand, so that a sign-out finds it however old the page is by then.
 */
export async function loadLater(phase: EposPhase): Promise<typeof chunk> {
  try {
    return await import('./later-chunk.ts');
  } catch (cause) {
    throw new EposError('network', phase, { cause });
  }
}

import type { EposPhase } from './codes.ts';
import { EposError } from './epos-error.ts';

/** Throws `invalid_options` unless what the compiler cannot check holds: options come from plain JavaScript, too. */
export function demand(holds: boolean, phase: EposPhase, rule: string): asserts holds {
  if (!holds) throw new EposError('invalid_options', phase, { message: rule });
}

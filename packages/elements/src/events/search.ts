import { EposEvent } from './epos-event.ts';

/** Fires when the list of subsystems has been searched. What was typed is not told: it may be a child's name. */
export class EposSearchEvent extends EposEvent<{
  /** Of what was typed, in characters. */
  readonly length: number;
  readonly found: number;
}> {
  constructor(length: number, found: number) {
    super('epos-search', { length, found });
  }
}

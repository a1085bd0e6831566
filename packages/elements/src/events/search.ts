import { EposEvent } from './epos-event.ts';

/** Fires when the list of subsystems has been searched. */
export class EposSearchEvent extends EposEvent<{ readonly query: string; readonly found: number }> {
  constructor(query: string, found: number) {
    super('epos-search', { query, found });
  }
}

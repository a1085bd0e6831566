import type { Subsystem } from '@epos-login/core';
import { EposEvent } from './epos-event.ts';

/**
 * Fires before a subsystem is opened.
 *
 * Its `detail` may go into statistics as it is; the addresses, which tell of the person's role category, stand beside
 * it, for a page that cancels the event and opens the subsystem by itself.
 */
export class EposOpenEvent extends EposEvent<Pick<Subsystem, 'id' | 'name'>> {
  readonly subsystem: Subsystem;
  /** Where it would open: the subsystem's address, with the category where the subsystem takes it. */
  readonly address: string;

  constructor(subsystem: Subsystem, address: string) {
    const { id, name } = subsystem;
    super('epos-open', { id, name }, true);
    this.subsystem = subsystem;
    this.address = address;
  }
}

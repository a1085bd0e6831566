import type { Subsystem } from '@epos-login/core';
import { EposEvent } from './epos-event.ts';

/** Fires before a subsystem is opened. */
export class EposOpenEvent extends EposEvent<{ readonly subsystem: Subsystem; readonly address: string }> {
  constructor(subsystem: Subsystem, address: string) {
    super('epos-open', { subsystem, address }, true);
  }
}

import type { Epos } from '@epos-login/core';
import { EposEvent } from '../events/epos-event.ts';

/** The event by which an element asks its ancestors for their `Epos`. */
export const requestEvent = 'epos-request';

/** Told to the document when an `Epos` comes, changes or goes: whoever depends on an ancestor's asks again. */
export const offerEvent = 'epos-offer';

/**
 * Asks the nearest `<epos-login>` or `<epos-context>` for its `Epos`. The first to hear it answers by calling `detail` and
 * stops it. Nothing is remembered on either side, so a later upgrade and a move in the tree only mean asking again.
 */
export class EposRequest extends EposEvent<(epos: Epos | undefined) => void> {
  constructor(provide: (epos: Epos | undefined) => void) {
    super(requestEvent, provide);
  }
}

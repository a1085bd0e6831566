import type { Category, EposErrorCode, EposPhase, EposState } from '@epos-login/core';
import { EposEvent } from './epos-event.ts';

/** Fires when the journey has reached another state or category. */
export class EposStateChangeEvent extends EposEvent<{
  readonly kind: EposState['kind'];
  readonly category?: Category;
}> {
  constructor(state: EposState) {
    const { kind } = state;
    super('epos-state-change', kind === 'ready' ? { kind, category: state.category } : { kind });
  }
}

/** Fires when something has failed. */
export class EposErrorEvent extends EposEvent<{ readonly code: EposErrorCode; readonly phase: EposPhase }> {
  constructor({ code, phase }: { readonly code: EposErrorCode; readonly phase: EposPhase }) {
    super('epos-error', { code, phase });
  }
}

import type { Category, EposErrorCode, EposPhase, EposState } from '@epos-login/core';

/** What all events of the elements have in common: they bubble, cross shadow roots and carry a `detail`. */
export abstract class EposEvent<Detail> extends Event {
  readonly detail: Detail;

  constructor(type: string, detail: Detail, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
    this.detail = detail;
  }
}

/** Fires when the journey has reached another state or category, and when the warning before a sign-out comes or goes. */
export class EposStateChangeEvent extends EposEvent<{
  readonly kind: EposState['kind'];
  readonly category?: Category;
  /** When the person will be signed out unless the page is used, in milliseconds since 1970; while the warning stands. */
  readonly signOutAt?: number;
}> {
  constructor(state: EposState) {
    const { kind } = state;
    super('epos-state-change', {
      kind,
      ...(kind === 'ready' && { category: state.category }),
      ...('signOutAt' in state && state.signOutAt && { signOutAt: state.signOutAt }),
    });
  }
}

/** Fires when something has failed. */
export class EposErrorEvent extends EposEvent<{ readonly code: EposErrorCode; readonly phase: EposPhase }> {
  constructor({ code, phase }: { readonly code: EposErrorCode; readonly phase: EposPhase }) {
    super('epos-error', { code, phase });
  }
}

/**
 * The events of the elements. All bubble and cross shadow roots; those that announce an action can be cancelled, and
 * then the element does not act. No detail carries personal data that the page does not show already.
 *
 * @module
 */
import type { Category, EposErrorCode, EposPhase, EposState, ProviderId, Subsystem } from '@epos-login/core';

abstract class EposEvent<Detail> extends Event {
  readonly detail: Detail;

  constructor(type: string, detail: Detail, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
    this.detail = detail;
  }
}

/** Fires before the browser leaves for a provider. Without a provider the SSO offers the choice itself. */
export class EposSignInEvent extends EposEvent<{ readonly provider?: ProviderId }> {
  constructor(provider?: ProviderId) {
    super('epos-sign-in', provider ? { provider } : {}, true);
  }
}

/** Fires before a role category is chosen. */
export class EposCategoryChangeEvent extends EposEvent<{ readonly category: Category }> {
  constructor(category: Category) {
    super('epos-category-change', { category }, true);
  }
}

/** Fires before a subsystem is opened. */
export class EposOpenEvent extends EposEvent<{ readonly subsystem: Subsystem; readonly address: string }> {
  constructor(subsystem: Subsystem, address: string) {
    super('epos-open', { subsystem, address }, true);
  }
}

/** Fires before the person is signed out. */
export class EposSignOutEvent extends EposEvent<null> {
  constructor() {
    super('epos-sign-out', null, true);
  }
}

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

/** Fires when the list of subsystems has been searched. */
export class EposSearchEvent extends EposEvent<{ readonly query: string; readonly found: number }> {
  constructor(query: string, found: number) {
    super('epos-search', { query, found });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'epos-sign-in': EposSignInEvent;
    'epos-category-change': EposCategoryChangeEvent;
    'epos-open': EposOpenEvent;
    'epos-sign-out': EposSignOutEvent;
    'epos-state-change': EposStateChangeEvent;
    'epos-error': EposErrorEvent;
    'epos-search': EposSearchEvent;
  }
}

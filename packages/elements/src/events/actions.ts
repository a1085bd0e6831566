import type { Category, ProviderId, Subsystem } from '@epos-login/core';
import { EposEvent } from './epos-event.ts';

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

/** Fires when the list of subsystems has been searched. */
export class EposSearchEvent extends EposEvent<{ readonly query: string; readonly found: number }> {
  constructor(query: string, found: number) {
    super('epos-search', { query, found });
  }
}

import type { ProviderId } from '@epos-login/core';
import { EposEvent } from './epos-event.ts';

/** Fires before the browser leaves for a provider. Without a provider the SSO offers the choice itself. */
export class EposSignInEvent extends EposEvent<{ readonly provider?: ProviderId }> {
  constructor(provider?: ProviderId) {
    super('epos-sign-in', provider ? { provider } : {}, true);
  }
}

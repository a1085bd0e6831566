import type { EsiaOptions } from '../options.ts';
import type { GrantStore } from '../protocol/grants.ts';
import type { RequestContext } from '../protocol/signed-request.ts';
import type { EsiaTokenFactory } from '../protocol/tokens.ts';
import type { Attempts } from './attempts.ts';
import type { Authorizations } from './authorizations.ts';
import type { Consents } from './consents.ts';
import type { Sessions } from './sessions.ts';

/** What the pages of the sign-in share. */
export interface JourneyContext extends RequestContext, Pick<EsiaOptions, 'accounts' | 'deliver'> {
  readonly tokens: EsiaTokenFactory;
  readonly codes: GrantStore;
  readonly attempts: Attempts;
  readonly authorizations: Authorizations;
  readonly consents: Consents;
  readonly sessions: Sessions;
}

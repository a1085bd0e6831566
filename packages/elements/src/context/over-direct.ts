import { directOnDemand } from '@epos-login/core/direct-on-demand';
import { createEpos, EposError } from '@epos-login/core/essentials';
import { portalApi } from '@epos-login/core/portal';
import { sharing } from './shared-epos.ts';

/** The `Epos` that is its own client of the SSO. */
// eslint-disable-next-line @typescript-eslint/require-await -- what is refused rejects
export const acquire = sharing(async ({ issuer, clientId, redirectUri, portal, sharedComputer = false, storage }) => {
  if (!issuer || !clientId || !portal) {
    throw new EposError('invalid_options', 'configure', {
      message: '<epos-login>: issuer, client-id and portal are needed',
    });
  }
  return createEpos({
    transport: directOnDemand({ issuer, clientId, redirectUri: redirectUri ?? location.origin + location.pathname }),
    portal: portalApi(portal),
    sharedComputer,
    ...(storage && { storage }),
  });
});

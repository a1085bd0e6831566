import { directOnDemand } from '@epos-login/core/direct-on-demand';
import { createEpos, EposError } from '@epos-login/core/essentials';
import { portalApi } from '@epos-login/core/portal';
import { sharing } from './shared-epos.ts';

/** The `Epos` that is its own client of the SSO. */
export const acquire = sharing(
  ({ issuer, clientId, redirectUri, portal, sharedComputer = false, storage }) =>
    // What is refused in here rejects.
    new Promise((resolve) => {
      if (!issuer || !clientId || !portal) {
        throw new EposError('invalid_options', 'configure', {
          message: '<epos-login>: issuer, client-id and portal are needed',
        });
      }
      const ownAddress = location.origin + location.pathname;
      resolve(
        createEpos({
          transport: directOnDemand({ issuer, clientId, redirectUri: redirectUri ?? ownAddress }),
          portal: portalApi(portal),
          sharedComputer,
          ...(storage && { storage }),
        }),
      );
    }),
);

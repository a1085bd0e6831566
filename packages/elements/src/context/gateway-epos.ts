import { createEpos, EposError, type Epos } from '@epos-login/core/essentials';
import { gateway } from '@epos-login/core/gateway';
import { portalApi } from '@epos-login/core/portal';
import type { EposConfig } from './shared-epos.ts';

/** @throws EposError `invalid_options` */
export function make(
  { gateway: url, portal, sharedComputer = false, storage }: EposConfig,
  first?: Promise<Response>,
): Epos {
  if (!url || !portal) {
    throw new EposError('invalid_options', 'configure', { message: '<epos-login>: gateway and portal are needed' });
  }
  return createEpos({
    transport: gateway({ url, first }),
    portal: portalApi(portal),
    sharedComputer,
    ...(storage && { storage }),
  });
}

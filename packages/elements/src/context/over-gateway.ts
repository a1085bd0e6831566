import { eposOnDemand } from '@epos-login/core/gateway-on-demand';
import { sharing } from './shared-epos.ts';

const load = () => import('./gateway-epos.ts');

/** The `Epos` over a gateway: where nobody is signed in, the gateway's word for it is all that is loaded. */
export const acquire = sharing(async (config) => {
  const { gateway: url, portal } = config;
  // What is wrong with the configuration is told at once, not after a click.
  if (!url || !portal) return (await load()).make(config);
  return eposOnDemand({ url, create: async (first) => (await load()).make(config, first) });
});

import type { Handler } from './listen/listen.ts';
import type { Origins } from './origins.ts';
import type { EsiaBroker } from './sso/broker.ts';
import type { World } from './world/world.ts';

/** The fake ESIA and the SSO's way through it. */
export interface EsiaPart {
  readonly handler: Handler;
  readonly broker: EsiaBroker;
  reset(): void;
}

export function createEsiaPart(origins: Origins, _world: World): Promise<EsiaPart> {
  return Promise.resolve({
    handler: (_request, response) => response.writeHead(503).end(),
    broker: {
      begin: () => Promise.reject(new Error('not yet')),
      finish: () => Promise.reject(new Error('not yet')),
      logoutUrl: (redirectUrl) => `${origins.esia}/idp/ext/Logout?client_id=EPOS&redirect_url=${encodeURIComponent(redirectUrl)}`,
      isUp: () => Promise.resolve(false),
    },
    reset: () => undefined,
  });
}

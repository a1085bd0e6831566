import type { ServerResponse } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import type Provider from 'oidc-provider';
import type { Handler } from '../listen/listen.ts';
import type { Origins } from '../origins.ts';
import type { World } from '../world/world.ts';
import type { SsoStore } from './adapter.ts';
import type { EsiaBroker } from './broker.ts';
import type { Clients } from './clients.ts';
import { ssoPages } from './pages.ts';
import { createProvider } from './provider.ts';
import { addSignIn } from './sign-in.ts';
import { createSite } from './site.ts';

export interface Sso {
  readonly handler: Handler;
  readonly provider: Provider;
  readonly store: SsoStore;
  /** The public keys that sign its tokens. */
  readonly jwks: JSONWebKeySet;
  /** Makes every refresh token unknown: refreshing answers `invalid_grant`, the session goes on. */
  revokeRefreshTokens(): void;
  /** Ends every session; `notify` sends each client its back-channel logout first. */
  endSessions(options?: { notify?: boolean }): Promise<void>;
}

/** EPOS's single sign-on: the OpenID Provider with its sign-in pages, which brokers RSAA and ESIA. */
export async function createSso(
  origins: Origins,
  world: World,
  clients: Clients,
  audience: string,
  broker: EsiaBroker,
): Promise<Sso> {
  const pages = ssoPages(origins);
  const { provider, store, jwks } = await createProvider(origins.sso, audience, world, clients, pages);
  const site = createSite(provider, origins.sso, broker);
  addSignIn(site.app, { origins, world, provider, broker });
  site.app.get('/', (c) => c.redirect(origins.start));

  const sso: Sso = {
    provider,
    store,
    jwks,
    handler(request, response) {
      keepSessionCookies(response);
      world.clock.run(() => {
        site.handler(request, response);
      });
    },
    revokeRefreshTokens() {
      store.wipe('RefreshToken', 'AuthorizationCode');
    },
    async endSessions({ notify = false } = {}) {
      const sessions = store.list('Session');
      store.wipe('Session', 'RefreshToken', 'AuthorizationCode', 'Grant');
      if (!notify) return;
      const calls = sessions.flatMap(({ accountId, authorizations = {} }) =>
        Object.entries(authorizations).map(async ([clientId, { sid }]) => {
          const client = await provider.Client.find(clientId);
          if (client && accountId && sid) await sendLogout(client, accountId, sid);
        }),
      );
      await Promise.allSettled(calls);
    },
  };
  world.onReset(() => {
    store.wipe('Session', 'RefreshToken', 'AuthorizationCode', 'Grant', 'Interaction', 'PushedAuthorizationRequest');
    clients.reset();
  });
  return sso;
}

/** The provider's own back-channel logout; its types leave the method out. */
async function sendLogout(client: object, accountId: string, sid: string): Promise<void> {
  const { backchannelLogoutUri, backchannelLogout } = client as {
    backchannelLogoutUri?: string;
    backchannelLogout: (accountId: string, sid: string) => Promise<void>;
  };
  if (backchannelLogoutUri) await backchannelLogout.call(client, accountId, sid);
}

/**
 * Takes the expiry from every cookie that is set: it is reckoned by the token clock, and with the dial turned back the
 * browser would throw the cookie away at once. A deletion keeps its date of 1970.
 */
function keepSessionCookies(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie') return setHeader(name, value);
    const cookies = [value]
      .flat()
      .map(String)
      .map((cookie) =>
        /expires=Thu, 01 Jan 1970/i.test(cookie) ? cookie : cookie.replaceAll(/; *(expires|max-age)=[^;]*/gi, ''),
      );
    return setHeader(name, cookies);
  };
}

/**
 * The gateway: keeps tokens out of the browser. One handler, `(Request) => Promise<Response>`, for any server.
 *
 * @module
 */
import { createContext } from './handler/context.ts';
import { createHandler } from './handler/handler.ts';
import { telling } from './log/telling.ts';
import type { GatewayOptions } from './options/options.ts';
import { settle } from './options/settings.ts';

export { GatewayOptionsError, type BrokenOption } from './options/options-error.ts';
export type {
  ClientAuthentication,
  GatewayOptions,
  HintedProvider,
  OwnTokensOptions,
  PrivateKey,
  ProviderOption,
  ProxyOption,
  Registration,
  SessionOptions,
} from './options/options.ts';
export type { GatewayEndpoint, GatewayEvent } from './log/events.ts';
export type { Audience } from './own-tokens/own-tokens.ts';
export { cookieStore, type CookieStore } from './sessions/cookie-store.ts';
export { memoryStore } from './sessions/memory-store.ts';
export type { SessionStore, StoredSession } from './sessions/store.ts';
export * from './providers/providers.ts';

/** What can be used now. */
export interface GatewayHealth {
  /**
   * Whether the metadata of the SSO, and of every provider with an issuer of its own, were found, and every one with
   * rules of its own could be used. Once is enough: an SSO that dies later, or a certificate that ends, must not take
   * every instance out of the balancer. `log` hears of it (`provider_unusable`).
   */
  readonly providers: boolean;
  /** Whether sessions can be kept. */
  readonly store: boolean;
}

/** A gateway: a function that answers requests, and what its server needs beside. */
export interface Gateway {
  (request: Request): Promise<Response>;
  /** The same function under a name, for frameworks that want an object. */
  readonly handle: (request: Request) => Promise<Response>;
  /** For readiness. Never rejects; takes as long as the issuers' time-out at most. */
  check(): Promise<GatewayHealth>;
  /** Waits for what is still under way in the background, and closes the store. */
  close(): Promise<void>;
}

/**
 * Makes a gateway. It listens to nothing: mount it where `url` says, with all paths below, and where `proxy` says.
 *
 * @param options see {@linkcode GatewayOptions}
 * @returns the handler. It never rejects: what it refuses, or cannot do, is a problem document (RFC 9457) with a `code`
 * of the contract, a redirect to the page that asked, or, for a navigation that has nowhere to go, a small page.
 * @throws {@linkcode GatewayOptionsError} with each field and the rule it breaks
 * @example
 * ```ts
 * const { SSO_SECRET = '', SESSION_KEY = '' } = process.env;
 * const gateway = createGateway({
 *   url: 'https://journal.example/auth',
 *   issuer: 'https://sso.example/realms/epos',
 *   clientId: 'journal',
 *   clientAuth: { method: 'client_secret_basic', secret: SSO_SECRET },
 *   keys: [SESSION_KEY],
 *   proxy: [{ path: '/api/', upstream: 'https://portal.example/api/' }],
 *   log: console.log,
 * });
 * const response = await gateway(request);
 * ```
 * @see OAuth 2.0 for Browser-Based Applications section 6.1; docs/decisions/0007
 */
export function createGateway(options: GatewayOptions): Gateway {
  const settings = settle(options);
  const underWay = new Set<Promise<unknown>>();
  const context = createContext(settings, (work) => {
    const silent = work
      .catch(() => undefined)
      .finally(() => {
        underWay.delete(silent);
      });
    underWay.add(silent);
  });
  const handle = createHandler(context);
  const { store } = settings;
  const checkStore = telling(
    async () => {
      if (store.kind === 'store') await store.check();
    },
    (error) => {
      settings.log({ type: 'store_unusable', reason: error instanceof Error ? error.message : String(error) });
    },
  );
  const succeeds = async (works: readonly Promise<void>[]) => {
    const results = await Promise.allSettled(works);
    return results.every(({ status }) => status === 'fulfilled');
  };
  return Object.assign((request: Request) => handle(request), {
    handle,
    async check() {
      const [providers, kept] = await Promise.all([
        succeeds([...context.ways.values()].map((way) => way.check())),
        succeeds([checkStore()]),
      ]);
      return { providers, store: kept };
    },
    async close() {
      await Promise.all(underWay);
      if (store.kind === 'store') await store.close();
    },
  });
}

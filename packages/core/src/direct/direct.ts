/** The `direct` transport: the browser itself is the OAuth client. @module */
import type { Transport } from '../transport/transport.ts';
import { Client } from './client.ts';
import { settle, type DirectOptions } from './options.ts';

export type { DirectOptions, ProviderOptions } from './options.ts';

/** What is asked of a token. */
export interface TokenOptions {
  /** Asks for another token than the present one, which a server has refused. */
  renew?: boolean;
  /** Gives up waiting. */
  signal?: AbortSignal;
}

/** What `direct` adds to `Epos`. */
export interface DirectExtras {
  /**
   * The access token, renewed where need be. Prefer `epos.fetch`, which sends it to the right origins only.
   *
   * @throws {@linkcode EposError} `session_ended`, `offline`, `network`, `timeout`, `rate_limited`, `unavailable`,
   * `server_error`, `token_refused`, `id_token_invalid`, `bad_response`, `aborted`
   * @example
   * ```ts
   * const socket = new WebSocket(address, ['bearer', await epos.getToken()]);
   * ```
   */
  getToken(options?: TokenOptions): Promise<string>;
}

/**
 * Signs people in without a server of one's own: a public client of the SSO (authorization code with PKCE). Tokens stay
 * in this page's memory, a reload finds the session again at the SSO. For applications with personal data the IETF
 * advises the gateway instead, which keeps tokens out of the browser.
 *
 * Does nothing by itself, so it may be called on a server too.
 *
 * @param options see {@linkcode DirectOptions}
 * @returns a transport for `createEpos`; it adds `getToken`
 * @throws {@linkcode EposError} `invalid_options`, with the field and the rule in its message. Later, through
 * `createEpos`: `access_denied`, `account_mismatch`, `account_unknown`, `account_unconfirmed`, `contact_shared`,
 * `login_required`, `provider_error` (the provider's answers), `response_mismatch`, `issuer_mismatch`,
 * `id_token_invalid`, `token_refused`, `bad_response`, `server_error`, `unavailable`, `rate_limited`, `timeout`,
 * `network`, `offline`, `aborted`, `login_loop`, `insecure_context`, `storage_unavailable`, `session_ended`,
 * `forbidden` (an origin to which the token may not go)
 * @example
 * ```ts
 * const epos = createEpos({
 *   transport: direct({
 *     issuer: 'https://auth.example/realms/epos',
 *     clientId: 'journal',
 *     redirectUri: 'https://journal.example/',
 *   }),
 *   portal: portalApi('https://portal.example/api'),
 * });
 * await epos.ready();
 * const token = await epos.getToken();
 * ```
 * @see OAuth 2.0 for Browser-Based Applications, section 6.3 (browser-based OAuth client); RFC 9700; OpenID Connect Core
 */
export function direct(options: DirectOptions): Transport<DirectExtras> {
  const settings = settle(options);
  return {
    kind: 'direct',
    persistent: settings.storage === 'persistent',
    connect: (environment) => new Client(settings, environment),
  };
}

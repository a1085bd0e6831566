/** The `gateway` transport: a server of one's own keeps the tokens, the page has a cookie it cannot read. @module */
import type { Transport } from '../transport/transport.ts';
import { GatewayConnection } from './connection.ts';
import { settle, type GatewayOptions } from './options.ts';

export type { GatewayOptions } from './options.ts';

/**
 * Signs people in through `@epos-login/gateway`: tokens stay on the server, the page has an httpOnly cookie. What the
 * IETF advises for applications with personal data. States, events, errors and elements are those of `direct`.
 *
 * `signIn({ via: 'popup' })` leaves the page all the same: the sign-in is the gateway's, and so is the page it shows.
 * Does nothing by itself, so it may be called on a server too.
 *
 * @param options see {@linkcode GatewayOptions}
 * @returns a transport for `createEpos`
 * @throws {@linkcode EposError} `invalid_options`, with the field and the rule in its message. Later, through
 * `createEpos`: what the sign-in ended in at the gateway (`access_denied`, `account_mismatch`, `account_unknown`,
 * `account_unconfirmed`, `contact_shared`, `login_required`, `response_mismatch`, `id_token_invalid`, `token_refused`,
 * `issuer_mismatch`; `provider_error` for what this version does not know), `session_ended`, `forbidden` (an origin that
 * is not the gateway's, or one that the gateway does not know), `bad_response`, `server_error`, `unavailable`,
 * `rate_limited`, `timeout`, `network`, `offline`, `aborted`, `login_loop`, `insecure_context`
 * @example
 * ```ts
 * const epos = createEpos({ transport: gateway({ url: '/auth' }), portal: portalApi('/api') });
 * await epos.ready();
 * const answer = await epos.fetch('/api/v1/me');
 * ```
 * @see OAuth 2.0 for Browser-Based Applications, section 6.1 (backend for frontend)
 */
export function gateway(options: GatewayOptions): Transport {
  const settings = settle(options);
  return {
    kind: 'gateway',
    connect: (environment) => new GatewayConnection(settings, environment),
  };
}

/** The part `par` of `direct`: requests pushed to the SSO. @module */
import { setParameters } from '../address/address.ts';
import type { ParPart } from '../direct/parts.ts';
import { EposError } from '../errors/errors.ts';

export type { ParPart } from '../direct/parts.ts';

/**
 * Pushes what a sign-in asks for to the SSO before the browser leaves, so that nobody reads or changes it on the way:
 * the address carries only a reference, good for once. For `direct({ par: par() })`; used wherever the SSO's metadata
 * names a `pushed_authorization_request_endpoint`, at the price of one round trip.
 *
 * Keycloak reads the provider hint of a pushed request since 26.6.
 *
 * @returns the part. It does nothing before a sign-in, so it may be made on a server too
 * @throws {@linkcode EposError} nothing at once. Later, through `createEpos`: `provider_error` (the SSO refuses the
 * request; `providerCode` says why), `rate_limited`, `unavailable`, `server_error`, `bad_response`, `timeout`,
 * `network`, `offline`
 * @example
 * ```ts
 * import { createEpos, direct } from '@epos-login/core';
 * import { par } from '@epos-login/core/par';
 *
 * const epos = createEpos({ transport: direct({ issuer, clientId, redirectUri, par: par() }) });
 * ```
 * @see RFC 9126
 */
export function par(): ParPart {
  return {
    async push(ask, server, asked, phase) {
      const { clientId: client_id, pushed_authorization_request_endpoint: endpoint = '' } = server;
      const response = await ask(endpoint, { method: 'POST', body: setParameters(new URLSearchParams(), asked) });
      const { status } = response;
      const said = Object(await response.json().catch(() => undefined)) as { request_uri?: unknown; error?: unknown };
      const { request_uri, error } = said;
      if (status === 201 && typeof request_uri === 'string' && request_uri) return { client_id, request_uri };
      if (status < 500 && status !== 429 && typeof error === 'string') {
        throw new EposError('provider_error', phase, { status, providerCode: error });
      }
      throw new Error('No request_uri', { cause: response });
    },
  };
}

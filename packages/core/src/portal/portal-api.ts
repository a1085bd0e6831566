import { EposError } from '../errors/errors.ts';
import { mayBeAddress, resolveAddress } from '../http/endpoint.ts';
import type { Portal, PortalContext } from './portal.ts';

/**
 * The portal that speaks this package's contract (`GET v1/me`, `GET v1/me/subsystems` below its address). The client
 * behind it (HTTP with retries, checks of what arrives) loads with the first question.
 *
 * @param url the portal's address: absolute (`https://portal.example/api`) or relative to the page (`/api`)
 * @returns a portal for `createEpos`
 * @throws {@linkcode EposError} `invalid_options`. Its methods: `session_ended` (401), `forbidden` (403),
 * `rate_limited` (429), `unavailable` (503), `server_error`, `bad_response`, `timeout`, `network`, `offline`, `aborted`
 * @example
 * ```ts
 * const epos = createEpos({ transport: direct({ issuer, clientId, redirectUri }), portal: portalApi('/api') });
 * ```
 * @see RFC 9457 for the errors the portal answers
 */
export function portalApi(url: string): Portal {
  if (!mayBeAddress(url)) throw refusal('configure');

  let client: Promise<Portal> | undefined;
  const load = () => {
    const address = resolveAddress(url);
    if (!address) throw refusal('portal');
    client ??= import('./portal-client.ts').then(
      ({ PortalClient }) => new PortalClient(address),
      (cause: unknown) => {
        // Chunks are files: a page that lost the network here must be able to try again.
        client = undefined;
        throw new EposError('network', 'portal', { cause });
      },
    );
    return client;
  };
  return {
    get origins() {
      const address = resolveAddress(url);
      return address ? [address.origin] : [];
    },
    me: async (context: PortalContext) => (await load()).me(context),
    subsystems: async (context: PortalContext) => (await load()).subsystems(context),
  };
}

function refusal(phase: 'configure' | 'portal'): EposError {
  return new EposError('invalid_options', phase, {
    message: 'portalApi: url must be an http(s) address',
  });
}

import * as oauth from 'oauth4webapi';
import { EposError, type EposPhase } from '../errors/errors.ts';
import type { Context } from './context.ts';
import { within, type Limits } from './deadline.ts';
import { asEposError, unreachable } from './failures.ts';
import { isSecureAddress } from './secure-address.ts';

const endpoints = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'end_session_endpoint'] as const;

/** What this client needs of the SSO's metadata. Small, since every sign-in under way carries a copy. */
export type Server = Pick<
  oauth.AuthorizationServer,
  'issuer' | 'authorization_response_iss_parameter_supported' | 'id_token_signing_alg_values_supported'
> &
  Record<'authorization_endpoint' | 'token_endpoint' | 'jwks_uri', string> & { end_session_endpoint?: string };

/** The `fetch` that oauth4webapi is to use, within the limits of the present work. */
export function requests({ environment }: Context, phase: EposPhase, signal: AbortSignal) {
  return {
    // Loopback only: what else is no https was refused with the options and the metadata.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out, not because it will go
    [oauth.allowInsecureRequests]: true,
    signal,
    [oauth.customFetch]: async (url: string, init: object) => {
      try {
        return await environment.fetch(url, { ...init, credentials: 'omit', referrerPolicy: 'no-referrer' });
      } catch (cause) {
        throw cause instanceof EposError ? cause : unreachable(phase, cause);
      }
    },
  };
}

/**
 * Fetches the SSO's metadata.
 *
 * @see OpenID Connect Discovery 4; RFC 9700 section 2.1.1 (the server must be known to support PKCE)
 */
export async function discover(context: Context, { phase, signal }: Pick<Limits, 'phase' | 'signal'>): Promise<Server> {
  const { issuer, timeout } = context.settings;
  const found = await within({ phase, timeout, signal }, async (signal) => {
    try {
      const address = new URL(issuer);
      const response = await oauth.discoveryRequest(address, requests(context, phase, signal));
      return await oauth.processDiscoveryResponse(address, response);
    } catch (thrown) {
      const mismatch =
        thrown instanceof oauth.OperationProcessingError && thrown.code === oauth.JSON_ATTRIBUTE_COMPARISON;
      throw mismatch ? new EposError('issuer_mismatch', phase) : asEposError(thrown, phase);
    }
  });
  // oauth4webapi compares parsed addresses; the specification wants strings, and `iss` is compared as one later.
  if (found.issuer !== issuer) throw new EposError('issuer_mismatch', phase);
  return asServer(found, phase);
}

function asServer(found: oauth.AuthorizationServer, phase: EposPhase): Server {
  const refuse = (what: string) =>
    new EposError('bad_response', phase, { message: `The metadata of the issuer: ${what}` });

  const addresses: Partial<Record<(typeof endpoints)[number], string>> = {};
  for (const name of endpoints) {
    const address = found[name];
    if (address === undefined && name === 'end_session_endpoint') continue;
    const secure = isSecureAddress(address) && !(found.issuer.startsWith('https:') && address.startsWith('http:'));
    if (!secure) throw refuse(`${name} is no secure address`);
    addresses[name] = address;
  }
  const methods = found.code_challenge_methods_supported;
  if (methods && !methods.includes('S256')) throw refuse('PKCE with S256 is not supported');

  const { issuer, authorization_response_iss_parameter_supported, id_token_signing_alg_values_supported } = found;
  return {
    issuer,
    ...(addresses as Record<'authorization_endpoint' | 'token_endpoint' | 'jwks_uri', string>),
    ...(authorization_response_iss_parameter_supported ? { authorization_response_iss_parameter_supported } : {}),
    ...(id_token_signing_alg_values_supported ? { id_token_signing_alg_values_supported } : {}),
  };
}

import type * as oauth from 'oauth4webapi';
import { demand } from '../errors/demand.ts';
import { EposError } from '../errors/errors.ts';
import type { Context } from './context.ts';
import type { Limits } from '../abortable/abortable.ts';
import type { ClientRegistration } from './options.ts';
import { exchange, fetchDocument } from './requests.ts';
import { isSecureAddress } from '../address/secure-address.ts';

const needed = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;
const optional = ['end_session_endpoint', 'revocation_endpoint', 'pushed_authorization_request_endpoint'] as const;
const told = [
  'issuer',
  'authorization_response_iss_parameter_supported',
  'dpop_signing_alg_values_supported',
  'id_token_signing_alg_values_supported',
  'require_pushed_authorization_requests',
] as const;

type Metadata = Pick<oauth.AuthorizationServer, (typeof optional)[number] | (typeof told)[number]> &
  Record<(typeof needed)[number], string>;

/** An SSO and this client at it: what is needed of its metadata. Small, since every sign-in under way carries a copy. */
export type Server = Metadata & ClientRegistration;

/**
 * Fetches the SSO's metadata.
 *
 * @see OpenID Connect Discovery 4; RFC 9700 section 2.1.1 (the server must be known to support PKCE) and 4.4
 */
export async function discover(
  context: Context,
  { issuer, clientId, redirectUri }: ClientRegistration,
  limits: Limits,
): Promise<Server> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = await exchange(context, limits, (ask) => fetchDocument<oauth.AuthorizationServer>(ask, address));
  // Letter by letter, as the specification wants it, and as `iss` is compared later.
  if (found.issuer !== issuer) throw new EposError('issuer_mismatch', limits.phase);

  const refuse = (what: string) => new EposError('bad_response', limits.phase, { message: `metadata: ${what}` });
  if (found.code_challenge_methods_supported?.includes('S256') === false) throw refuse('no PKCE with S256');
  for (const name of [...needed, ...optional]) {
    const address = found[name];
    const secure = isSecureAddress(address) && (address.startsWith('https:') || issuer.startsWith('http:'));
    if (!secure && (address !== undefined || needed.includes(name as never))) {
      throw refuse(`${name} is no secure address`);
    }
  }
  demand(
    !!found.authorization_response_iss_parameter_supported ||
      context.settings.registrations.every((other) => other.issuer === issuer || other.redirectUri !== redirectUri),
    limits.phase,
    `direct: ${issuer} says no iss and needs a redirectUri of its own`,
  );
  const metadata = JSON.parse(JSON.stringify(found, [...needed, ...optional, ...told])) as Metadata;
  return { ...metadata, issuer, clientId, redirectUri };
}

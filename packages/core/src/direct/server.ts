import type * as oauth from 'oauth4webapi';
import { EposError } from '../errors/errors.ts';
import type { Context } from './context.ts';
import type { Limits } from '../abortable/abortable.ts';
import { exchange, fetchDocument } from './requests.ts';
import { isSecureAddress } from './secure-address.ts';

const endpoints = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'end_session_endpoint'] as const;
const kept: string[] = [
  ...endpoints,
  'issuer',
  'authorization_response_iss_parameter_supported',
  'id_token_signing_alg_values_supported',
];

/** What this client needs of the SSO's metadata. Small, since every sign-in under way carries a copy. */
export type Server = Pick<
  oauth.AuthorizationServer,
  | 'issuer'
  | 'authorization_response_iss_parameter_supported'
  | 'id_token_signing_alg_values_supported'
  | 'end_session_endpoint'
> &
  Record<Exclude<(typeof endpoints)[number], 'end_session_endpoint'>, string>;

/**
 * Fetches the SSO's metadata.
 *
 * @see OpenID Connect Discovery 4; RFC 9700 section 2.1.1 (the server must be known to support PKCE)
 */
export async function discover(context: Context, limits: Limits): Promise<Server> {
  const { issuer } = context.settings;
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = await exchange(context, limits, (ask) => fetchDocument<oauth.AuthorizationServer>(ask, address));
  // Letter by letter, as the specification wants it, and as `iss` is compared later.
  if (found.issuer !== issuer) throw new EposError('issuer_mismatch', limits.phase);

  const refuse = (what: string) => new EposError('bad_response', limits.phase, { message: `metadata: ${what}` });
  if (found.code_challenge_methods_supported?.includes('S256') === false) throw refuse('no PKCE with S256');
  for (const name of endpoints) {
    const address = found[name];
    const secure = isSecureAddress(address) && (address.startsWith('https:') || issuer.startsWith('http:'));
    const optional = name === 'end_session_endpoint' && address === undefined;
    if (!secure && !optional) throw refuse(`${name} is no secure address`);
  }
  return JSON.parse(JSON.stringify(found, kept)) as Server;
}

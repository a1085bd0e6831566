import * as oauth from 'oauth4webapi';
import { EposError, type EposPhase } from '../errors/errors.ts';

/** Further than this a clock may not be off: the rest is a wrong date. In seconds. */
const furthest = 2 * 60 * 60;

/**
 * How far the server's clock is ahead of ours, where that is why a check of time failed.
 *
 * @param thrown what oauth4webapi threw
 * @param now this device's time, in milliseconds
 * @returns seconds, or `undefined` where the failure is another one
 */
export function secondsAhead(thrown: unknown, now: number): number | undefined {
  if (!(thrown instanceof oauth.OperationProcessingError) || thrown.code !== oauth.JWT_TIMESTAMP_CHECK)
    return undefined;
  const { claims } = thrown.cause as { claims: oauth.IDToken };
  const ahead = claims.iat - Math.floor(now / 1000);
  return Math.abs(ahead) <= furthest ? ahead : undefined;
}

/** The checks that oauth4webapi leaves to its user: `azp` with a single audience, `at_hash` in the code flow. */
export async function checkIdToken(
  body: oauth.TokenEndpointResponse,
  claims: oauth.IDToken | undefined,
  clientId: string,
  phase: EposPhase,
): Promise<void> {
  const hash = claims?.at_hash;
  if (
    !claims ||
    (claims.azp !== undefined && claims.azp !== clientId) ||
    (hash !== undefined && hash !== (await accessTokenHash(body)))
  ) {
    throw new EposError('id_token_invalid', phase);
  }
}

/** The left half of the access token's hash, by the hash of the id_token's algorithm (OpenID Connect Core 3.1.3.6). */
async function accessTokenHash({ access_token, id_token = '' }: oauth.TokenEndpointResponse): Promise<string> {
  const [header = ''] = id_token.split('.');
  const { alg } = JSON.parse(atob(header.replaceAll('-', '+').replaceAll('_', '/'))) as { alg: string };
  const size = /\d{3}$/.exec(alg)?.[0];
  // Ed25519 hashes with SHA-512 inside.
  const algorithm = `SHA-${size === '256' || size === '384' ? size : '512'}`;
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, new TextEncoder().encode(access_token)));
  const half = digest.subarray(0, digest.length / 2);
  return btoa(String.fromCharCode(...half))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

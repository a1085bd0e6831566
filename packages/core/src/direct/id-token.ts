import type { IDToken, TokenEndpointResponse } from 'oauth4webapi';
import type { Context } from './context.ts';
import { digest, toBase64url } from './base64url.ts';
import { headerOf } from './keys.ts';
import type { SignIn } from './transactions.ts';

/** Further than this a clock may not be off: the rest is a wrong date. In seconds. */
const furthest = 2 * 60 * 60;

/** What any two clocks differ by. In seconds. */
const tolerance = 30;

/** Who, or which sign-in, the id_token must speak of. */
export type Expected = Pick<SignIn, 'nonce' | 'server'> &
  Partial<Pick<SignIn, 'maxAge' | 'createdAt' | 'acr'>> & {
    readonly sub?: string;
    /** What the SSO's clock says, in seconds, where it can be read. */
    readonly time?: number | undefined;
  };

/**
 * The checks that oauth4webapi leaves to its user: the nonce, further audiences, `azp` with a single audience, `at_hash`
 * in the code flow, `acr`, the person in a refresh; and those of time, which it would make by a clock that may be wrong.
 *
 * On a computer whose clock is wrong a good id_token looks expired or not yet valid. The SSO's `Date` tells the time
 * where the page may read it; else `iat` does, since it came straight from the token endpoint over TLS. Up to two hours;
 * beyond that the computer's date is wrong, and much else will fail.
 */
export async function isGoodIdToken(
  { settings, environment }: Context,
  body: TokenEndpointResponse,
  claims: IDToken,
  { server, nonce, sub, maxAge = Infinity, createdAt = 0, acr, time: told }: Expected,
): Promise<boolean> {
  const { clientId } = server;
  const { aud, azp = clientId, at_hash, iat, exp, nbf = 0, auth_time = 0 } = claims;
  const time = told ?? iat;
  const now = environment.clock.now() / 1000;
  // `max_age` counts from when the sign-in began, on the server's clock, which `iat` shows.
  const began = iat - (now - createdAt / 1000);
  return (
    // A refreshed id_token may do without (OpenID Connect Core 12.2).
    (claims.nonce === nonce || (sub !== undefined && claims.nonce === undefined)) &&
    (sub ?? claims.sub) === claims.sub &&
    azp === clientId &&
    [aud].flat().every((audience) => audience === clientId || settings.trustedAudiences.includes(audience)) &&
    (acr === undefined || acr.split(' ').includes(claims.acr as string)) &&
    Math.abs(iat - now) < furthest + tolerance &&
    iat < time + tolerance &&
    exp > time - tolerance &&
    nbf < time + tolerance &&
    auth_time + maxAge >= began - tolerance &&
    (at_hash === undefined || at_hash === (await accessTokenHash(body)))
  );
}

/** The left half of the access token's hash, by the hash of the id_token's algorithm (OpenID Connect Core 3.1.3.6). */
async function accessTokenHash({ access_token, id_token = '' }: TokenEndpointResponse): Promise<string> {
  const { alg } = headerOf(id_token);
  // Ed25519 hashes with SHA-512 inside.
  const size = /256|384/.exec(alg)?.[0] ?? '512';
  const hash = await digest(`SHA-${size}`, access_token);
  return toBase64url(hash.subarray(0, hash.length / 2));
}

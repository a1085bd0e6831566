import { decodeJwt } from 'jose';
import type { Context } from '../handler/context.ts';
import { readText } from '../http/body.ts';
import { Refusal } from '../http/problem.ts';
import { ProviderError } from '../providers/provider-error.ts';

/**
 * Ends the sessions that the SSO says are over, on whichever instance they were begun.
 *
 * @see OpenID Connect Back-Channel Logout 1.0 section 2.5 to 2.8
 */
export async function backchannelLogout(
  request: Request,
  { settings, oidcWays, revocations }: Context,
): Promise<Response> {
  if (!settings.backchannelLogout || !revocations) throw new Refusal('not_found');
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal('invalid_request', { reason: 'no form' });
  }
  const [token, another] = new URLSearchParams(await readText(request, 32_000)).getAll('logout_token');
  if (!token || another !== undefined) throw new Refusal('invalid_request', { reason: 'not one logout_token' });
  const issuer = issuerOf(token);
  const way = oidcWays.find((one) => one.issuer === issuer);
  if (!way) throw new Refusal('invalid_request', { reason: 'a logout token of another issuer' });
  try {
    const sessions = await revocations.take({ way: way.id, ...(await way.readLogoutToken(token)) });
    if (sessions === undefined)
      throw new Refusal('invalid_request', { reason: 'a logout token that was taken before' });
    settings.log({ type: 'revoked', sessions });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // The SSO is to try again when its keys can be had.
    const { retryable, retryAfter, message: reason } = error;
    throw new Refusal(retryable ? 'unavailable' : 'invalid_request', { reason, retryAfter, cause: error });
  }
  return new Response(null, { status: 200 });
}

/** Unchecked: only to know whose keys to check it by. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

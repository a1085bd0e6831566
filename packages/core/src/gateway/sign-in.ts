import type { Parameters } from '../address/address.ts';
import { isSecureAddress } from '../address/secure-address.ts';
import type { GatewayLoginQuery } from '../contract/gateway.ts';
import { gatewayPaths } from '../contract/gateway-paths.ts';
import { demand } from '../errors/demand.ts';
import { EposError } from '../errors/errors.ts';
import { isOffline } from '../http/unreachable.ts';
import { readInitiation, withoutInitiation } from '../page/initiation.ts';
import { countRedirect } from '../page/loop-breaker.ts';
import type { SignInOptions } from '../transport/transport.ts';
import type { Context } from './context.ts';

/** As the contract of the gateway has it, in characters. */
const [longestAddress, longestHint] = [2000, 255];

/** Leaves for the gateway's sign-in: a navigation, the browser comes back to `returnTo`. */
export function leaveForSignIn(context: Context, options: SignInOptions, wish: string | undefined): void {
  const { provider, prompt, maxAge, acr, signal } = options;
  must('provider', provider === undefined || /^(rsaa|esia)$/.test(provider), 'rsaa or esia');
  must('prompt', prompt === undefined || /^(login|select_account|none)$/.test(prompt), 'login, select_account or none');
  must('maxAge', maxAge === undefined || (Number.isInteger(maxAge) && maxAge >= 0 && maxAge < 1e9), 'seconds');
  must('acr', acr === undefined || (acr !== '' && acr.length <= 200), 'text');
  const returnTo = context.lent.returnAddress(options.returnTo ?? wish, context.page.url, 'sign-in');
  // The gateway takes no longer ones; the page without its state is better than a page of refusal.
  const return_to = returnTo.length > longestAddress ? returnTo.replace(/[?#].*/s, '') : returnTo;
  if (signal?.aborted) throw new EposError('aborted', 'sign-in');
  leave(context, { return_to, provider, prompt, max_age: maxAge, acr_values: acr });
}

/**
 * Follows another site's wish to sign in here (OpenID Connect Core 4), if the address holds one. Whether the issuer is
 * the right one the gateway sees for itself, too.
 *
 * @param goOn is told where the person is to go on afterwards, however this ends
 * @returns whether the browser is leaving
 */
export function followInitiation(context: Context, issuer: string, goOn: (address: string) => void): boolean {
  const { page, lent } = context;
  const { url } = page;
  const initiation = readInitiation(url, issuer, lent);
  if (!initiation) return false;
  // Before leaving, or the back button would begin the sign-in again.
  page.rewrite(withoutInitiation(url, lent));
  const { returnTo, loginHint } = initiation;
  goOn(returnTo);
  leave(
    context,
    {
      iss: issuer,
      target_link_uri: returnTo,
      login_hint: (loginHint?.length ?? 0) > longestHint ? undefined : loginHint,
    },
    'replace',
  );
  return true;
}

type Query = Partial<Record<keyof GatewayLoginQuery, Parameters[string]>>;

/** `replace` where the page leaves by itself: the back button must lead past it, to where the person came from. */
function leave(context: Context, query: Query, how?: 'replace'): void {
  const { page, address, lent } = context;
  if (!isSecureAddress(address)) throw new EposError('insecure_context', 'sign-in');
  // The page would be left for one of the browser's own.
  if (isOffline()) throw new EposError('offline', 'sign-in');
  countRedirect(context);
  page.go(lent.withParameters(address + gatewayPaths.login, query), how);
}

function must(field: string, holds: boolean, rule: string): void {
  demand(holds, 'sign-in', `gateway: ${field} must be ${rule}`);
}

import { withParameters, withoutParameters } from '../address/address.ts';
import { isAt } from './addresses.ts';
import { randomText } from './base64url.ts';
import type { Context } from './context.ts';

/**
 * Leaves for the SSO's sign-out page.
 *
 * The id_token holds personal data and must not stand in an address, so it goes by a form. A form from another site
 * would come without the SSO's `SameSite=Lax` cookies and sign nobody out; there, and where the page's CSP forbids the
 * form, the address goes without the id_token and the SSO may ask the person to confirm.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0 section 2
 */
export function leaveForSignOut(
  { settings, environment, page, transactions }: Context,
  endpoint: string,
  returnTo: string,
  idToken: string | undefined,
): void {
  const state = randomText();
  try {
    transactions.put({ kind: 'sign-out', createdAt: environment.clock.now(), state, returnTo });
  } catch {
    // Then the person arrives at the registered address and no further.
  }
  const fields = {
    client_id: settings.clientId,
    post_logout_redirect_uri: settings.postLogoutRedirectUri,
    state,
  };
  const withoutIdToken = () => {
    page.go(withParameters(endpoint, fields));
  };
  if (idToken && page.isSameSite(endpoint)) page.post(endpoint, { ...fields, id_token_hint: idToken }, withoutIdToken);
  else withoutIdToken();
}

/** Where to go on, if the SSO has just sent the person back from sign-out; the address bar is cleaned. */
export function signedOutAddress({ settings, page, transactions }: Context): string | undefined {
  const { url } = page;
  const state = url.searchParams.get('state');
  if (!state || !isAt(url, settings.postLogoutRedirectUri)) return undefined;
  const transaction = transactions.read(state);
  // `state` is a common word: without a record of ours it is the page's own parameter.
  if (!transaction || transaction.kind === 'sign-in') return undefined;
  transactions.take(state);
  const clean = withoutParameters(url, ['state']);
  page.rewrite(clean);
  return transaction.kind === 'sign-out' ? transaction.returnTo : clean;
}

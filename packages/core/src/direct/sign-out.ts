import { isOffline } from '../http/unreachable.ts';
import type { Context } from './context.ts';
import { laterPage } from './later-page.ts';
import type { Lent } from './lent.ts';
import type { Server } from './server.ts';
import type { Tokens } from './tokens.ts';

interface Leave {
  /** What the session lived on. */
  readonly tokens: Tokens | undefined;
  /** Finds the SSO where there was no session. */
  readonly server: () => Promise<Server>;
  readonly everywhere: boolean;
  /** Where to go on afterwards. */
  readonly arrival: string;
}

/**
 * Leaves for the SSO's sign-out page, unless the session was to end only here.
 *
 * The id_token holds personal data and must not stand in an address, so it goes by a form. A form from another site
 * would come without the SSO's `SameSite=Lax` cookies and sign nobody out; there, and where the page's CSP forbids the
 * form, the address goes without the id_token and the SSO may ask the person to confirm.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0 section 2
 */
export async function leaveForSignOut(
  context: Context,
  { randomText, withParameters, EposError }: Lent,
  { tokens, server: find, everywhere, arrival }: Leave,
): Promise<void> {
  const { settings, environment, page, transactions } = context;
  if (tokens) revoke(context, tokens, everywhere);
  if (!everywhere) return;
  const { clientId: client_id, end_session_endpoint: endpoint } = tokens?.server ?? (await find());
  if (!endpoint) {
    environment.emit({ type: 'ended', reason: 'never' });
    return;
  }
  // The page would be left for one of the browser's own, and the SSO would go on knowing the person.
  if (isOffline()) throw new EposError('offline', 'sign-out');
  const { isSameSite, post } = laterPage(page);
  const state = randomText();
  try {
    transactions.put({ kind: 'sign-out', createdAt: environment.clock.now(), state, returnTo: arrival }, 'sign-out');
  } catch {
    // Then the person arrives at the registered address and no further.
  }
  const fields = {
    client_id,
    post_logout_redirect_uri: settings.postLogoutRedirectUri,
    state,
  };
  const withoutIdToken = () => {
    page.go(withParameters(endpoint, fields));
  };
  if (tokens && isSameSite(endpoint)) post(endpoint, { ...fields, id_token_hint: tokens.idToken }, withoutIdToken);
  else withoutIdToken();
}

/**
 * Withdraws the refresh token, if it would outlive what comes next. Nobody waits for the answer.
 *
 * Where the browser goes to the SSO's sign-out, that ends the token too, but for one of `offline_access`. Withdrawn
 * beside it, Keycloak would end its session at once, find none to sign out of, and leave the provider's session for
 * whoever sits down next.
 *
 * @see RFC 7009 section 2
 */
function revoke({ environment, settings }: Context, { server, refresh }: Tokens, everywhere: boolean): void {
  const { revocation_endpoint: endpoint, end_session_endpoint, clientId } = server;
  const goesOn = everywhere && end_session_endpoint && !settings.scope.split(' ').includes('offline_access');
  if (!endpoint || !refresh || goesOn) return;
  const body = new URLSearchParams({ token: refresh, token_type_hint: 'refresh_token', client_id: clientId });
  environment
    .fetch(endpoint, { method: 'POST', body, keepalive: true, mode: 'no-cors', credentials: 'omit' })
    .catch(() => undefined);
}

import { isSecureAddress } from '../address/secure-address.ts';
import { EposError } from '../errors/errors.ts';
import { isOffline } from '../http/unreachable.ts';
import { post } from '../page/form-post.ts';
import { isSameSite } from '../page/same-site.ts';
import type { Context, Lent } from './context.ts';
import { signedOutKey } from './keys.ts';

interface Leave {
  readonly everywhere: boolean;
  /** Where to go on afterwards. */
  readonly arrival: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Ends the session at the gateway, and leaves for the SSO's sign-out page unless it was to end only here.
 *
 * An id_token holds personal data and must not stand in an address, so it goes by a form. A form from another site
 * would come without the SSO's `SameSite=Lax` cookies and sign nobody out; there, and where the page's CSP forbids the
 * form, the address goes without the id_token and the SSO may ask the person to confirm.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0 section 2
 */
export async function leaveForSignOut(context: Context, { everywhere, arrival, signal }: Leave): Promise<void> {
  const { environment, page } = context;
  // The page would be left for one of the browser's own, and the SSO would go on knowing the person.
  if (isOffline()) throw new EposError('offline', 'sign-out');
  const { end_session } = await context.lent
    .askLogout(context, { everywhere, return_to: arrival }, signal)
    .catch(whereOver);
  environment.storage.removeItem(signedOutKey(context));
  if (!everywhere) return;
  if (!end_session) {
    environment.emit({ type: 'ended', reason: 'never' });
    return;
  }
  const { action, fields } = end_session;
  if (!isSecureAddress(action)) throw new EposError('bad_response', 'sign-out');
  const { id_token_hint, ...others } = fields;
  const later = page.later ?? { post, isSameSite };
  const withoutIdToken = () => {
    page.go(context.lent.withParameters(action, others));
  };
  if (id_token_hint !== undefined && later.isSameSite(action)) later.post(action, fields, withoutIdToken);
  else withoutIdToken();
}

/** Tells the gateway again of a sign-out that it has not heard of. Nobody waits for it. */
export function finishSignOut(context: Context): void {
  context.lent.askLogout(context, { everywhere: true }).then(
    () => {
      context.environment.storage.removeItem(signedOutKey(context));
    },
    () => undefined,
  );
}

/** Who is signed out already has nothing left to end. */
function whereOver(error: unknown): Awaited<ReturnType<Lent['askLogout']>> {
  if (error instanceof EposError && error.code === 'session_ended') return {};
  throw error;
}

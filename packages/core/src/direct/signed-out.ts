import type { Context } from './context.ts';
import type { Lent } from './lent.ts';

/** Where to go on, if the SSO has just sent the person back from sign-out; the address bar is cleaned. */
export function signedOutAddress(
  { settings, page, transactions }: Context,
  { isAt, withoutParameters }: Lent,
): string | undefined {
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

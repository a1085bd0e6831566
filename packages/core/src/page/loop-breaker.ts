import { EposError } from '../errors/errors.ts';
import { quietly } from '../storage/storage.ts';
import type { Environment, StorageLike } from '../transport/transport.ts';

const key = 'epos-login:redirects:';
const atMost = 5;
const within = 60_000;

/**
 * Counts this tab's redirects to the SSO. A page that signs in by itself whenever it is refused would otherwise send
 * the browser round and round, faster than a person can stop it; nobody signs in by hand that often. Silent questions
 * are counted by themselves: whoever reloads a page again and again must still be able to sign in.
 *
 * @throws {@linkcode EposError} `login_loop`
 */
export function countRedirect(
  { environment, page }: { environment: Pick<Environment, 'clock'>; page: { readonly storage: StorageLike } },
  silent = '',
): void {
  // Where nothing can be stored no sign-in begins either.
  const storage = quietly(page.storage);
  const now = environment.clock.now();
  const times = (storage.getItem(key + silent) ?? '').split(' ').map(Number);
  const recent = times.filter((time) => Math.abs(now - time) < within);
  if (recent.length >= atMost) throw new EposError('login_loop', 'sign-in');
  storage.setItem(key + silent, [...recent, now].join(' '));
}

import type { Settings } from '../options/settings.ts';

/** The address, if the person may be led there: a page of a listed origin, and no address of the gateway itself. */
export function returnAddress(
  wish: string | undefined,
  { url: own, base, origins, home }: Settings,
): string | undefined {
  if (wish === undefined) return home;
  const url = URL.parse(wish, own.origin);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) return undefined;
  if (!origins.includes(url.origin) && url.origin !== own.origin) return undefined;
  // A sign-in that leads to a sign-in never ends.
  const loops = url.origin === own.origin && (url.pathname === base || url.pathname.startsWith(`${base}/`));
  return loops && base ? home : url.href;
}

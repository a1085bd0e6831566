import { demand } from '../errors/demand.ts';
import type { EposPhase } from '../errors/errors.ts';

/** Where to go on afterwards, on this origin; without a wish, where the person is. */
export function returnAddress(wish: string | undefined, page: URL, phase: EposPhase): string {
  if (wish === undefined) return page.href;
  const own = ownAddress(wish, page);
  demand(own !== undefined, phase, "returnTo must be of the page's own origin");
  return own.href;
}

/** The address, if it is one of the page's own origin. */
export function ownAddress(address: string, page: URL): URL | undefined {
  if (!address) return undefined;
  try {
    const url = new URL(address, page);
    // `blob:` addresses bear the origin of their maker, and `history` refuses addresses with a password.
    const plain = url.protocol === page.protocol && !url.username && !url.password;
    return plain && url.origin === page.origin ? url : undefined;
  } catch {
    return undefined;
  }
}

import type { Subsystem } from '@epos-login/core';

/** In the address of the page: `?system=journal`, or `#system=journal`, which no server and no log is told of. */
const parameter = 'system';

/** The subsystem that the page's address asks for, unchecked. */
export function linkedSystem(): string | undefined {
  const { search, hash } = location;
  // Such a fragment may hold more than the wish, and a page's own router other things altogether.
  const wishes = [search, hash.slice(1)].map((part) => new URLSearchParams(part).get(parameter));
  return wishes.find(Boolean) ?? undefined;
}

/** Takes the wish out of the address bar: the back button must lead to the tiles, not away again. */
export function dropLink(): void {
  const address = new URL(location.href);
  address.searchParams.delete(parameter);
  const isOther = (part: string): boolean => !part.startsWith(`${parameter}=`);
  address.hash = address.hash.slice(1).split('&').filter(isOther).join('&');
  history.replaceState(history.state, '', address);
}

/** What became of a wish for one subsystem. */
export type Wish =
  | { readonly kind: 'here'; readonly subsystem: Subsystem }
  | { readonly kind: 'elsewhere'; readonly subsystem: Subsystem }
  | { readonly kind: 'unknown' };

/**
 * @param shown the subsystems of the present category
 * @param all those of every category
 */
export function wishFor(id: string, shown: readonly Subsystem[], all: readonly Subsystem[]): Wish {
  const named = (subsystem: Subsystem) => subsystem.id === id;
  const here = shown.find(named);
  if (here) return { kind: 'here', subsystem: here };
  const elsewhere = all.find(named);
  return elsewhere ? { kind: 'elsewhere', subsystem: elsewhere } : { kind: 'unknown' };
}

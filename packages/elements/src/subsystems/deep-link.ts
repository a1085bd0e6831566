import type { Subsystem } from '@epos-login/core';

/** In the address of the page: `?system=journal`. */
const parameter = 'system';

/** The subsystem that the page's address asks for, unchecked. */
export function linkedSystem(): string | undefined {
  return new URLSearchParams(location.search).get(parameter) || undefined;
}

/** Takes the wish out of the address bar: the back button must lead to the tiles, not away again. */
export function dropLink(): void {
  const address = new URL(location.href);
  address.searchParams.delete(parameter);
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

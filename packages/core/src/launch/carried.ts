/**
 * The category that a launch address carried to this page, unchecked. `undefined` where there is none, or no page.
 *
 * A file of its own, since it is loaded when somebody is signed in.
 *
 * @param parameter the name under which it is carried
 */
export function carriedCategory(parameter: string): string | undefined {
  return here()?.searchParams.get(parameter) ?? undefined;
}

/**
 * Takes the carried category out of the address bar once it has been followed, so that a later reload keeps what the
 * person chose here.
 *
 * @param parameter the name under which it is carried
 */
export function dropCarriedCategory(parameter: string): void {
  const address = here();
  if (!address?.searchParams.has(parameter)) return;
  address.searchParams.delete(parameter);
  history.replaceState(history.state, '', address.href);
}

function here(): URL | undefined {
  return typeof location === 'undefined' ? undefined : new URL(location.href);
}

/**
 * Takes the category that a launch address carried out of the address bar: it is read once, so that a later reload
 * keeps what the person chose here. Does nothing where there is no page.
 *
 * A file of its own, since it is loaded when somebody is signed in.
 *
 * @param parameter the name under which it was carried
 * @returns what stood there, unchecked.
 */
export function takeCarriedCategory(parameter: string): string | undefined {
  if (typeof location === 'undefined') return undefined;
  const here = new URL(location.href);
  const carried = here.searchParams.get(parameter);
  if (carried === null) return undefined;
  here.searchParams.delete(parameter);
  history.replaceState(history.state, '', here.href);
  return carried;
}

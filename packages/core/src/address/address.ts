/** Parameters as a query or a form carries them; what is undefined is not said. */
export type Parameters = Readonly<Record<string, string | readonly string[] | number | undefined>>;

/** The address with these parameters, as far as there are any. */
export function withParameters(address: string, parameters: Parameters): string {
  const url = new URL(address);
  setParameters(url.searchParams, parameters);
  return url.href;
}

/** Says these parameters instead of what was said under their names. */
export function setParameters(query: URLSearchParams, parameters: Parameters): URLSearchParams {
  for (const [name, value = []] of Object.entries(parameters)) {
    const values = [value].flat();
    if (values.length) query.delete(name);
    for (const one of values) query.append(name, String(one));
  }
  return query;
}

/** The address without these parameters. */
export function withoutParameters(address: URL, names: readonly string[]): string {
  const url = new URL(address);
  // Untouched queries stay letter by letter as they are: `delete` would re-encode them.
  for (const name of names) if (url.searchParams.has(name)) url.searchParams.delete(name);
  return url.href;
}

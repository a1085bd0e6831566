/** The address with these parameters, as far as there are any. */
export function withParameters(
  address: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** The address without these parameters. */
export function withoutParameters(address: URL, names: readonly string[]): string {
  const url = new URL(address);
  // Untouched queries stay letter by letter as they are: `delete` would re-encode them.
  for (const name of names) if (url.searchParams.has(name)) url.searchParams.delete(name);
  return url.href;
}

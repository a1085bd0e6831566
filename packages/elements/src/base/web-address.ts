/**
 * An address that may stand in `href`: absolute, and of one of these schemes. What comes from attributes may come from
 * anywhere, and `javascript:` and its kind must not get there.
 */
export function webAddress(address: string | undefined, schemes: readonly string[]): string | undefined {
  try {
    const url = new URL(address ?? '');
    return schemes.includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

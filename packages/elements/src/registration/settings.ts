/** What the operator supplies. */
export interface Settings {
  readonly portal: string | undefined;
  readonly 'consent-version': string | undefined;
  readonly policy: string | undefined;
}

/** The settings that lack, or cannot be what they should, by the names of their attributes. */
export function missingIn({ portal, policy, 'consent-version': version }: Settings): readonly (keyof Settings)[] {
  const missing: (keyof Settings)[] = [];
  if (!pageAddress(portal)) missing.push('portal');
  if (!version?.trim()) missing.push('consent-version');
  if (!pageAddress(policy)) missing.push('policy');
  return missing;
}

/** An address that leads somewhere and runs nothing: whatever is not http(s), `javascript:` above all, is refused. */
export function pageAddress(address: string | undefined): string | undefined {
  if (!address?.trim()) return undefined;
  try {
    const { href, protocol } = new URL(address, document.baseURI);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The levels of authentication, as Keycloak numbers them: 1 is a password in RSAA, 2 a confirmed account of ESIA.
 */
export type Acr = '1' | '2';

/** Whether what was reached is enough for `acr_values`, a list by preference (OpenID Connect Core 3.1.2.1). */
export function acrSufficient(reached: string | undefined, wanted: unknown): boolean {
  const lowest = lowestWanted(wanted);
  return lowest === undefined || Number(reached ?? 0) >= Number(lowest);
}

/** Whether only ESIA can satisfy the request. */
export function demandsEsia(params: Readonly<Record<string, unknown>>): boolean {
  return lowestWanted(params.acr_values) === '2' || essential(params.claims) === '2';
}

function lowestWanted(wanted: unknown): Acr | undefined {
  if (typeof wanted !== 'string') return undefined;
  return lowest(wanted.split(' '));
}

function lowest(values: readonly unknown[]): Acr | undefined {
  if (values.includes('1')) return '1';
  return values.includes('2') ? '2' : undefined;
}

/** The level that the `claims` parameter demands as essential (OpenID Connect Core 5.5.1.1). */
function essential(claims: unknown): Acr | undefined {
  if (typeof claims !== 'string') return undefined;
  try {
    const parsed = JSON.parse(claims) as {
      id_token?: { acr?: { essential?: boolean; value?: unknown; values?: unknown[] } };
    };
    const acr = parsed.id_token?.acr;
    return acr?.essential ? lowest(acr.values ?? [acr.value]) : undefined;
  } catch {
    return undefined;
  }
}

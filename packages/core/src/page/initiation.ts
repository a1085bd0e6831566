import type { Lent } from '../direct/lent.ts';

const initiationParameters = ['iss', 'login_hint', 'target_link_uri'];

/** A request of another site to sign in here (OpenID Connect Core 4). */
export interface Initiation {
  readonly returnTo: string;
  readonly loginHint: string | undefined;
}

/**
 * Reads a third-party-initiated login. Anybody can write such a link, so it may do no more than begin a sign-in at the
 * configured issuer and lead back to this origin; what asks for more is ignored.
 */
export function readInitiation(
  url: URL,
  issuer: string,
  { ownAddress, withoutParameters }: Pick<Lent, 'ownAddress' | 'withoutParameters'>,
): Initiation | undefined {
  const { searchParams: query } = url;
  const issuers = query.getAll('iss');
  const answer = ['code', 'error', 'state'].some((name) => query.has(name));
  if (answer || issuers.length !== 1 || issuers[0] !== issuer) return undefined;
  const target = ownAddress(query.get('target_link_uri') ?? '', url);
  return {
    // The same parameters on the target would begin the sign-in again.
    returnTo: withoutParameters(target ?? url, initiationParameters),
    loginHint: query.get('login_hint') ?? undefined,
  };
}

export function withoutInitiation(url: URL, { withoutParameters }: Pick<Lent, 'withoutParameters'>): string {
  return withoutParameters(url, initiationParameters);
}

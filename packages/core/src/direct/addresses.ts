import { withoutParameters } from '../address/address.ts';
import { demand } from '../errors/demand.ts';
import type { EposPhase } from '../errors/errors.ts';

const answerParameters = ['code', 'state', 'iss', 'session_state', 'error', 'error_description', 'error_uri'];
const initiationParameters = ['iss', 'login_hint', 'target_link_uri'];

/** Whether the SSO has sent the browser to this address with an answer. `code` alone may well be the page's own word. */
export function isAnswer(url: URL, redirectUri: string): boolean {
  const { searchParams: query } = url;
  return (
    isAt(url, redirectUri) &&
    (query.has('code') || query.has('error')) &&
    (query.has('state') || query.has('iss') || query.has('session_state'))
  );
}

/** Whether `url` is `address` with perhaps more parameters. */
export function isAt(url: URL, address: string): boolean {
  const { origin, pathname, searchParams } = new URL(address);
  return (
    url.origin === origin &&
    url.pathname === pathname &&
    [...searchParams].every(([name, value]) => url.searchParams.getAll(name).includes(value))
  );
}

/** The address as it may stay in the address bar and in history: no code, no error text. */
export function withoutAnswer(url: URL): string {
  return withoutParameters(url, answerParameters);
}

/** A request of another site to sign in here (OpenID Connect Core 4). */
export interface Initiation {
  readonly returnTo: string;
  readonly loginHint: string | undefined;
}

/**
 * Reads a third-party-initiated login. Anybody can write such a link, so it may do no more than begin a sign-in at the
 * configured issuer and lead back to this origin; what asks for more is ignored.
 */
export function readInitiation(url: URL, issuer: string): Initiation | undefined {
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

export function withoutInitiation(url: URL): string {
  return withoutParameters(url, initiationParameters);
}

/** Where to go on afterwards, on this origin; without a wish, where the person is. */
export function returnAddress(wish: string | undefined, page: URL, phase: EposPhase): string {
  if (wish === undefined) return page.href;
  const own = ownAddress(wish, page);
  demand(own !== undefined, phase, "returnTo must be of the page's own origin");
  return own.href;
}

function ownAddress(address: string, page: URL): URL | undefined {
  if (!address) return undefined;
  try {
    const url = new URL(address, page);
    // `blob:` addresses bear the origin of their maker, and `history` refuses addresses with a password.
    const plain = url.protocol === page.protocol && !url.username && !url.password;
    return plain && url.origin === page.origin ? url : undefined;
  } catch {
    return undefined;
  }
}

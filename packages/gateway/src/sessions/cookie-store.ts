/** Sessions that live in the browser, encrypted: nothing to run beside the gateway. */
export interface CookieStore {
  readonly kind: 'cookie';
}

/**
 * Keeps each session in a cookie of its browser: deflated, encrypted, in pieces of 3.8 kB, at most 8 kB.
 *
 * It needs no server, and has limits: only `refresh` renews tokens, so the SSO must not rotate this client's refresh
 * tokens; the SSO cannot end such sessions from afar; and a stolen copy of the cookie outlives the sign-out here, until
 * the SSO's own session ends or the cookie's time is over. Where these matter, use a store.
 *
 * @example
 * ```ts
 * createGateway({ …, store: cookieStore() });
 * ```
 */
export function cookieStore(): CookieStore {
  return { kind: 'cookie' };
}

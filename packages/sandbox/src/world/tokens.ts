/** What the control page does to tokens: the portal asks here whether a token still counts. */
export interface Tokens {
  /** How long an access token lives, in seconds. */
  lifetime: number;
  /** Called by the SSO for every access token it signs. */
  issued(jti: string): void;
  /** Makes every access token issued so far count as expired. */
  expire(): void;
  isExpired(jti: string): boolean;
  reset(): void;
}

/** Keycloak's own default: five minutes. */
const usualLifetime = 300;

export function createTokens(): Tokens {
  let alive = new Set<string>();
  let expired = new Set<string>();
  const tokens: Tokens = {
    lifetime: usualLifetime,
    issued(jti) {
      alive.add(jti);
    },
    expire() {
      expired = new Set([...expired, ...alive]);
      alive = new Set();
    },
    isExpired: (jti) => expired.has(jti),
    reset() {
      tokens.lifetime = usualLifetime;
      // Tokens of before a reset belong to people who may not exist any more.
      tokens.expire();
    },
  };
  return tokens;
}

import type { Claims } from '@epos-login/core/contract';
import { Refusal } from '../refusal.ts';

/** What the token was granted for: RFC 8693, 4.2 writes words, others a list. */
export function scopesOf({ scope, scp }: Claims): readonly string[] {
  const said = scope ?? scp;
  const words: readonly unknown[] = Array.isArray(said) ? said : typeof said === 'string' ? said.split(' ') : [];
  return words.filter((word): word is string => typeof word === 'string' && word !== '');
}

/** The ways of binding a token that IANA's registry knows beside `jkt` (RFC 7800, RFC 8705): none is checked here. */
const otherBindings = ['jwk', 'jwe', 'jku', 'kid', 'x5t#S256', 'osc'];

/** The key that the token is bound to (RFC 9449, 6.1). Notes beside it, such as Keycloak's `kc-jkt-type`, bind nothing. */
export function boundKey({ cnf }: Claims): string | undefined {
  if (cnf === undefined) return undefined;
  const said = Object(cnf) as Record<string, unknown>;
  const { jkt } = said;
  if (typeof jkt !== 'string' || otherBindings.some((name) => name in said)) throw new Refusal('unknown_binding');
  return jkt;
}

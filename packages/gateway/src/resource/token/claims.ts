import type { Claims } from '@epos-login/core/contract';
import { Refusal } from '../refusal.ts';

/** What the token was granted for: RFC 8693, 4.2 writes words, others a list. */
export function scopesOf({ scope, scp }: Claims): readonly string[] {
  const said = scope ?? scp;
  const words: readonly unknown[] = Array.isArray(said) ? said : typeof said === 'string' ? said.split(' ') : [];
  return words.filter((word): word is string => typeof word === 'string' && word !== '');
}

/** The key that the token is bound to (RFC 7800, RFC 9449, 6.1). What else it may be bound by is not checked here. */
export function boundKey({ cnf }: Claims): string | undefined {
  if (cnf === undefined) return undefined;
  const { jkt, ...others } = Object(cnf) as Record<string, unknown>;
  if (typeof jkt !== 'string' || Object.keys(others).length) throw new Refusal('unknown_binding');
  return jkt;
}

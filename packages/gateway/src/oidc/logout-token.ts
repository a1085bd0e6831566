import { ProviderError } from '../providers/provider-error.ts';
import type { Client } from '../options/settings.ts';
import { tolerance, type IssuerKeys } from './keys.ts';
import type { Server } from './server.ts';

/** Whose sessions are over: this one, or, without `sid`, all of this person. */
export type LogoutToken =
  { readonly sid: string; readonly sub?: string | undefined } | { readonly sid?: undefined; readonly sub: string };

const event = 'http://schemas.openid.net/event/backchannel-logout';

/** How old one may be that names no end, in seconds: a stolen one must not end sessions for ever. */
const oldest = 5 * 60;

interface Judge {
  readonly keys: IssuerKeys;
  readonly server: Server;
  readonly client: Client;
  /** In milliseconds. */
  readonly now: number;
}

/**
 * Checks a logout token.
 *
 * @throws {@linkcode ProviderError} and what jose throws
 * @see OpenID Connect Back-Channel Logout 1.0 sections 2.4 and 2.6
 */
export async function verifyLogoutToken(token: string, { keys, server, client, now }: Judge): Promise<LogoutToken> {
  // With `nonce` an id_token could pass for one, and the other way round.
  const claims = await keys.verify(token, server, client, { requiredClaims: ['iat', 'jti', 'events'] });
  const refuse = (what: string) => new ProviderError('id_token_invalid', { message: `logout token: ${what}` });
  const { events, sub, sid, iat = 0, exp } = claims;
  const said: unknown = Object(events) === events ? (events as Record<string, unknown>)[event] : undefined;
  if (typeof said !== 'object' || said === null || Array.isArray(said)) throw refuse('not this event');
  if ('nonce' in claims) throw refuse('nonce');
  if (iat > now / 1000 + tolerance) throw refuse('iat lies ahead');
  if (exp === undefined && iat < now / 1000 - oldest) throw refuse('too old');
  const [whose, which] = [filled(sub), filled(sid)];
  if (which !== undefined) return { sid: which, sub: whose };
  if (whose !== undefined) return { sub: whose };
  throw refuse('neither sub nor sid');
}

function filled(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

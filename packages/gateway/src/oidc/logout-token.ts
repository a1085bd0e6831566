import { decodeProtectedHeader } from 'jose';
import { ProviderError } from '../providers/provider-error.ts';
import type { Client } from '../options/settings.ts';
import { tolerance, type IssuerKeys } from './keys.ts';
import type { Server } from './server.ts';

/** Whose sessions are over: this one, or, without `sid`, all of this person. */
export type LogoutToken = {
  readonly jti: string;
  /** After that every instance refuses it anyway, in milliseconds since 1970. */
  readonly until: number;
} & ({ readonly sid: string; readonly sub?: string | undefined } | { readonly sid?: undefined; readonly sub: string });

const event = 'http://schemas.openid.net/event/backchannel-logout';

/** How old one may be whatever its own `exp` says, in seconds: a stolen one must not end sessions for ever. */
const oldest = 5 * 60;

/** Keycloak's, the specification's, or none. @see RFC 8725 section 3.11: another kind of token is no logout token */
const types: readonly unknown[] = [undefined, 'jwt', 'logout+jwt'];

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
  const claims = await keys.verify(token, server, client, {
    from: 'anybody',
    requiredClaims: ['iat', 'jti', 'events'],
  });
  const refuse = (what: string) => new ProviderError('id_token_invalid', { message: `logout token: ${what}` });
  const { events, iat = 0 } = claims;
  const { typ } = decodeProtectedHeader(token) as { readonly typ?: unknown };
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
  if (!types.includes(type)) throw refuse('of another type');
  const said: unknown = Object(events) === events ? (events as Record<string, unknown>)[event] : undefined;
  if (typeof said !== 'object' || said === null || Array.isArray(said)) throw refuse('not this event');
  // With it an id_token could pass for one, and the other way round.
  if ('nonce' in claims) throw refuse('nonce');
  if (iat > now / 1000 + tolerance) throw refuse('iat lies ahead');
  if (iat < now / 1000 - oldest) throw refuse('too old');
  const [jti, sub, sid] = [claims.jti, claims.sub, claims.sid].map((claim) => filled(claim, refuse));
  const known = { jti: jti ?? '', until: (iat + oldest + tolerance) * 1000 };
  if (sid !== undefined) return { ...known, sid, sub };
  if (sub !== undefined) return { ...known, sub };
  throw refuse('neither sub nor sid');
}

/** Not there, or a text: what is neither would be taken for "all of this person". */
function filled(claim: unknown, refuse: (what: string) => ProviderError): string | undefined {
  if (claim === undefined || (typeof claim === 'string' && claim !== '')) return claim;
  throw refuse('a name that is none');
}

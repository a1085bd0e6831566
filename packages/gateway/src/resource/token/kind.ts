import type { JWTHeaderParameters, JWTPayload } from 'jose';
import { Refusal } from '../refusal.ts';

/**
 * RFC 9068, 2.2: what stands in every access token that calls itself `at+jwt`; one of each line. Keycloak 26 has a switch
 * for that name, and goes on writing `azp` for `client_id`.
 */
const claimsOfProfile = [['iss'], ['exp'], ['aud'], ['sub'], ['client_id', 'azp'], ['iat'], ['jti']] as const;

/** What only id_tokens (OpenID Connect Core 2 and 3.3.2.11) and logout tokens (Back-Channel Logout 2.4) hold. */
const claimsOfOthers = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'] as const;

/**
 * Whether a token is an access token: an id_token of the same issuer is signed by the same keys, and would otherwise
 * open every server whose audience is the client's own name.
 */
export function checkKind(header: JWTHeaderParameters, payload: JWTPayload, wanted: 'at+jwt' | 'any'): void {
  const type = mediaType(header.typ);
  if (type === 'at+jwt') {
    const isWhole = claimsOfProfile.every((names) => names.some((claim) => payload[claim] !== undefined));
    if (!isWhole) throw new Refusal('wrong_claim');
  } else if (wanted === 'at+jwt' || !(type === 'jwt' || type === undefined) || !looksLikeAccess(payload)) {
    throw new Refusal('wrong_type');
  }
}

/** RFC 7515, 4.1.9: compared without case, and `application/` may be left out. */
function mediaType(type: unknown): string | undefined {
  return typeof type === 'string' ? type.toLowerCase().replace(/^application\//, '') : undefined;
}

/** Keycloak writes `JWT` into the header of every token and what it is into the claim `typ`: `Bearer`, `ID`, `Refresh`. */
function looksLikeAccess(payload: JWTPayload): boolean {
  const { typ } = payload;
  if (typ !== undefined) return typeof typ === 'string' && /^(bearer|dpop)$/i.test(typ);
  const isAnother = claimsOfOthers.some((claim) => payload[claim] !== undefined);
  return !isAnother && ['scope', 'scp', 'client_id'].some((claim) => payload[claim] !== undefined);
}

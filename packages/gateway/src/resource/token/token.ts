import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import { Refusal } from '../refusal.ts';
import type { AccessReason } from '../reasons.ts';
import { checkKind } from './kind.ts';

/** By what a token is measured. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly string[];
  readonly tokenType: 'at+jwt' | 'any';
  /** In seconds. */
  readonly leeway: number;
  /** Now, in milliseconds. */
  readonly clock: () => number;
  readonly keys: JWTVerifyGetKey;
}

/** The claims of an access token of which these are known to be there. */
export interface TokenClaims extends JWTPayload {
  readonly sub: string;
}

/** Checks an access token that is a JWT, and gives its claims. Throws {@linkcode Refusal}. */
export async function readToken(token: string, rules: TokenRules): Promise<TokenClaims> {
  const options: JWTVerifyOptions = {
    issuer: rules.issuer,
    audience: [...rules.audience],
    algorithms: [...rules.algorithms],
    clockTolerance: rules.leeway,
    currentDate: new Date(rules.clock()),
    requiredClaims: ['exp', 'sub'],
  };
  const { payload, protectedHeader } = await verify(token, rules.keys, options).catch((error: unknown) => {
    throw refusalOf(error);
  });
  checkKind(protectedHeader, payload, rules.tokenType);
  const { sub } = payload;
  if (!isSubject(sub)) throw new Refusal('wrong_claim');
  return { ...payload, sub };
}

async function verify(token: string, keys: JWTVerifyGetKey, options: JWTVerifyOptions) {
  try {
    return await jwtVerify(token, keys, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    // No `kid`, or one that several keys have: any of them may be the right one.
    for await (const key of error) {
      try {
        return await jwtVerify(token, key, options);
      } catch (wrong) {
        if (!(wrong instanceof errors.JWSSignatureVerificationFailed)) throw wrong;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

/** OpenID Connect Core 2: never longer than 255 ASCII characters. */
function isSubject(sub: unknown): sub is string {
  return typeof sub === 'string' && sub !== '' && sub.length <= 255;
}

function refusalOf(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal(reasonOf(error));
}

// The error itself is no `cause`: it would bring the token's claims into logs.
function reasonOf(error: unknown): AccessReason {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'wrong_algorithm';
  if (error instanceof errors.JWKSNoMatchingKey) return 'unknown_key';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'bad_signature';
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'malformed_token';
  if (error.claim === 'iss') return 'wrong_issuer';
  if (error.claim === 'aud') return 'wrong_audience';
  return error.claim === 'nbf' && error.reason === 'check_failed' ? 'not_yet_valid' : 'wrong_claim';
}

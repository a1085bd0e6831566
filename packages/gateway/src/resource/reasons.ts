import type { ProblemCode } from '@epos-login/core/contract';

/** The codes of the portal contract that a subsystem's server answers a call with that it does not let in. */
export type AccessCode = Extract<
  ProblemCode,
  'invalid_request' | 'invalid_token' | 'insufficient_scope' | 'server_error' | 'unavailable'
>;

/** What is said of a reason. */
interface Meaning {
  readonly code: AccessCode;
  /** The `error` of the challenge (RFC 6750, 3.1 and RFC 9449, 7.1), where it has one. */
  readonly error?: string;
  /** For developers, in logs. */
  readonly says: string;
}

const token = (says: string) => ({ code: 'invalid_token', error: 'invalid_token', says }) as const;
const proof = (says: string) => ({ code: 'invalid_token', error: 'invalid_dpop_proof', says }) as const;
const unavailable = (says: string) => ({ code: 'unavailable', says }) as const;

/** Why a call is not let in: a closed union, for logs and metrics. */
export type AccessReason =
  | 'no_token'
  | 'malformed_request'
  | 'malformed_token'
  | 'wrong_type'
  | 'wrong_algorithm'
  | 'unknown_key'
  | 'bad_signature'
  | 'wrong_issuer'
  | 'wrong_audience'
  | 'wrong_claim'
  | 'expired'
  | 'not_yet_valid'
  | 'bound_token'
  | 'unbound_token'
  | 'unknown_binding'
  | 'no_proof'
  | 'malformed_proof'
  | 'proof_of_other_key'
  | 'proof_of_other_request'
  | 'proof_of_other_token'
  | 'stale_proof'
  | 'replayed_proof'
  | 'nonce_needed'
  | 'missing_scope'
  | 'missing_role'
  | 'refused_by_portal'
  | 'bound_token_for_portal'
  | 'keys_unavailable'
  | 'portal_unavailable'
  | 'too_many_proofs';

/** What is said of each reason. */
export const accessReasons: Readonly<Record<AccessReason, Meaning>> = {
  // Section 3.1 wants no error where nothing was tried.
  no_token: { code: 'invalid_token', says: 'The request carries no access token.' },
  malformed_request: {
    code: 'invalid_request',
    error: 'invalid_request',
    says: 'The Authorization header is not one scheme and one token.',
  },
  malformed_token: token('The token is no signed JWT that can be read.'),
  wrong_type: token('The token is of another kind than an access token.'),
  wrong_algorithm: token('The token is signed by an algorithm that is not taken.'),
  unknown_key: token('The issuer publishes no key by which the token could be signed.'),
  bad_signature: token('The signature of the token is not the issuer’s.'),
  wrong_issuer: token('The token is of another issuer.'),
  wrong_audience: token('The token is meant for another audience.'),
  wrong_claim: token('A claim of the token is missing or of another form.'),
  expired: token('The token has expired.'),
  not_yet_valid: token('The token is not valid yet: is the clock right?'),
  bound_token: token('The token is bound to a key: it must come with the scheme DPoP and a proof.'),
  unbound_token: token('The token is not bound to a key, as it must be with the scheme DPoP or by configuration.'),
  unknown_binding: token('The token is bound by something that is not checked here.'),
  no_proof: proof('There is not exactly one DPoP proof.'),
  malformed_proof: proof('The DPoP proof is no JWT with the header and the claims of RFC 9449, 4.2.'),
  proof_of_other_key: proof('The DPoP proof is signed by another key than the one the token is bound to.'),
  proof_of_other_request: proof('The DPoP proof is of another method or address: is `baseUrl` right?'),
  proof_of_other_token: proof('The DPoP proof is of another token.'),
  stale_proof: proof('The DPoP proof is not of this moment.'),
  replayed_proof: proof('The DPoP proof was used before.'),
  nonce_needed: {
    code: 'invalid_token',
    error: 'use_dpop_nonce',
    says: 'The DPoP proof must carry the nonce that comes with this answer.',
  },
  missing_scope: {
    code: 'insufficient_scope',
    error: 'insufficient_scope',
    says: 'The token lacks a scope that is needed here.',
  },
  missing_role: {
    code: 'insufficient_scope',
    error: 'insufficient_scope',
    says: 'The person has none of the roles that are needed here.',
  },
  refused_by_portal: token('The portal does not take the token.'),
  bound_token_for_portal: {
    code: 'server_error',
    says: 'A token that is bound to the caller’s key cannot be passed on to the portal: set `portal.tokenFor`.',
  },
  keys_unavailable: unavailable('The issuer’s keys could not be had.'),
  portal_unavailable: unavailable('The portal did not tell the person’s roles.'),
  too_many_proofs: unavailable('More DPoP proofs came than can be remembered: a replay could not be noticed.'),
};

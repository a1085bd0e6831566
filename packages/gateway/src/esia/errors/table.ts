/**
 * What an error of the ESIA client comes down to. The words are those of the SDK's own codes, so that an ESIA error
 * becomes an `EposError` (and finds its advice) without a second table.
 */
export type EsiaErrorKind =
  | 'access_denied'
  | 'account_unconfirmed'
  | 'session_ended'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'unavailable'
  | 'server_error'
  | 'provider_error'
  | 'bad_response'
  | 'response_mismatch'
  | 'id_token_invalid'
  | 'token_refused'
  | 'issuer_mismatch'
  | 'forbidden'
  | 'invalid_options';

/** What one of ESIA's codes comes down to. */
export interface EsiaErrorEntry {
  readonly kind: EsiaErrorKind;
  /** What it means, for developers and operators. */
  readonly meaning: string;
  /** The name ESIA writes after the number, where one has been seen. */
  readonly symbol?: string;
}

const operator = 'provider_error';

/** Every `ESIA-00xxxx` code known from working clients (go-epgu `esia/aas/errors.go`), and what it comes down to. */
export const esiaErrors = {
  // Sign-in and tokens.
  'ESIA-007002': { kind: operator, meaning: 'The certificate does not match the mnemonic, or the system has none.' },
  'ESIA-007003': { kind: operator, meaning: 'A required parameter is missing, has a bad value or is repeated.' },
  'ESIA-007004': { kind: 'access_denied', meaning: 'The person or the authorization service refused.' },
  'ESIA-007005': {
    kind: operator,
    meaning: 'The client may not ask for a token this way; in practice a wrong certificate, mnemonic or signature.',
  },
  'ESIA-007006': { kind: operator, meaning: 'The scope is wrong, unknown or malformed.' },
  'ESIA-007007': { kind: 'server_error', meaning: 'An unexpected error at the server.' },
  'ESIA-007008': { kind: 'unavailable', meaning: 'The service is unavailable: load or maintenance.' },
  'ESIA-007009': { kind: operator, meaning: 'The service does not support the HTTP method.' },
  'ESIA-007011': {
    kind: 'token_refused',
    meaning: 'The code or refresh token is invalid, expired, revoked, or belongs to another address or client.',
  },
  'ESIA-007012': { kind: operator, meaning: 'The grant type is not supported.' },
  'ESIA-007013': { kind: operator, meaning: 'The request names no scope.' },
  'ESIA-007014': { kind: operator, meaning: 'A mandatory parameter is missing, such as client_certificate_hash.' },
  'ESIA-007015': { kind: operator, meaning: 'The time of the request is wrong: check the clock of the server.' },
  'ESIA-007019': {
    kind: operator,
    meaning: 'The system has not been granted what it asks for.',
    symbol: 'OAuthErrorEnum.noGrants',
  },
  'ESIA-007023': { kind: operator, meaning: 'The redirect_uri is not among the registered addresses.' },
  'ESIA-007038': { kind: operator, meaning: 'The parameters of the request cannot be read.' },
  'ESIA-007039': { kind: operator, meaning: 'PKCE: the authorization request carried no code_challenge.' },
  'ESIA-007040': { kind: operator, meaning: 'PKCE: the code_verifier does not match the code_challenge.' },
  'ESIA-007046': { kind: 'access_denied', meaning: 'The scope demands a second factor that the person cannot give.' },
  'ESIA-007053': {
    kind: operator,
    meaning: 'client_secret is wrong, or does not match the certificate hash or the system, or the certificate is off.',
    symbol: 'OAuthErrorEnum.clientSecretWrong',
  },
  'ESIA-007055': { kind: 'account_unconfirmed', meaning: 'The account is not confirmed and the system demands that.' },
  'ESIA-007060': { kind: operator, meaning: 'The roles parameter is wrong.' },
  'ESIA-007061': { kind: operator, meaning: 'The obj_type parameter is wrong.' },
  'ESIA-007062': { kind: 'forbidden', meaning: 'The type of user or the role does not fit.' },
  'ESIA-007194': { kind: 'forbidden', meaning: 'An organization scope was asked for where the person does not work.' },
  'ESIA-008010': { kind: operator, meaning: 'The client could not be authenticated.' },
  // Consents of the Digital profile (`permissions`).
  'ESIA-036700': { kind: operator, meaning: 'Consent: no type is given.' },
  'ESIA-036701': { kind: operator, meaning: 'Consent: the type does not exist.' },
  'ESIA-036702': { kind: operator, meaning: 'Consent: a scope that the type demands is missing.' },
  'ESIA-036703': { kind: operator, meaning: 'Consent: scopes go beyond what the type allows.' },
  'ESIA-036704': { kind: operator, meaning: 'Consent: the type allows no scopes.' },
  'ESIA-036705': { kind: operator, meaning: 'Consent: at least one action is wanted.' },
  'ESIA-036706': { kind: operator, meaning: 'Consent: the action does not exist.' },
  'ESIA-036707': { kind: operator, meaning: 'Consent: at least one purpose is wanted.' },
  'ESIA-036716': { kind: operator, meaning: 'Consent: the expiry is wrong.' },
  'ESIA-036726': { kind: operator, meaning: 'Consent: the purpose does not exist.' },
  'ESIA-036727': { kind: operator, meaning: 'Consent: exactly one purpose is wanted.' },
  // Person data.
  'ESIA-005011': {
    kind: 'session_ended',
    meaning: 'The access token is invalid.',
    symbol: 'SecurityErrorEnum.invalidToken',
  },
  'ESIA-005013': {
    kind: 'session_ended',
    meaning: 'The access token has expired.',
    symbol: 'SecurityErrorEnum.expiredToken',
  },
  'ESIA-005029': {
    kind: 'forbidden',
    meaning: 'The scope of the token does not cover the data.',
    symbol: 'SecurityErrorEnum.scopeNotAllowed',
  },
} as const satisfies Record<`ESIA-${string}`, EsiaErrorEntry>;

/** A code that {@linkcode esiaErrors} explains. */
export type KnownEsiaCode = keyof typeof esiaErrors;

/** The entry of a code; `undefined` for a code that is not in the table. */
export function explainEsiaCode(code: string): EsiaErrorEntry | undefined {
  return Object.hasOwn(esiaErrors, code) ? esiaErrors[code as KnownEsiaCode] : undefined;
}

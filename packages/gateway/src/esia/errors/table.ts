import type { ProviderErrorCode } from '../../providers/provider-error.ts';

/**
 * What an error of the ESIA client comes down to. The words are those of the SDK's own codes, so that an ESIA error
 * becomes an `EposError` (and finds its advice) without a second table. Who is enrolled, and whether somebody must be
 * asked, the client does not know.
 */
export type EsiaErrorKind = Exclude<
  ProviderErrorCode,
  'account_mismatch' | 'account_unknown' | 'contact_shared' | 'login_required' | 'rate_limited'
>;

/** What one of ESIA's codes comes down to. */
export interface EsiaErrorEntry {
  readonly kind: EsiaErrorKind;
  /** What it means, for developers and operators. */
  readonly meaning: string;
  /** Who can do something about it. What people read is the SDK's advice for the `kind`. */
  readonly whom: 'person' | 'operator' | 'developer' | 'esia';
  /** What they do. */
  readonly remedy: string;
  /** The name ESIA writes after the number, where one has been seen. */
  readonly symbol?: string;
}

/** Every `ESIA-00xxxx` code known from working clients (go-epgu `esia/aas/errors.go`), and what it comes down to. */
export const esiaErrors = {
  // Sign-in and tokens.
  'ESIA-007002': {
    kind: 'provider_error',
    meaning: 'The certificate does not match the mnemonic, or the system has none.',
    whom: 'operator',
    remedy: 'Load the certificate to the system on ESIA’s technological portal, and sign by its key.',
  },
  'ESIA-007003': {
    kind: 'provider_error',
    meaning: 'A required parameter is missing, has a bad value or is repeated.',
    whom: 'developer',
    remedy: 'Compare the parameters of the request with ESIA’s recommendations; each may stand there once.',
  },
  'ESIA-007004': {
    kind: 'access_denied',
    meaning: 'The person or the authorization service refused.',
    whom: 'person',
    remedy: 'Sign in again and grant access: without it nobody can be let in.',
  },
  'ESIA-007005': {
    kind: 'provider_error',
    meaning: 'The client may not ask for a token this way; in practice a wrong certificate, mnemonic or signature.',
    whom: 'operator',
    remedy: 'Check mnemonic, certificate hash and signature: a raw one, not PKCS #7, over the string of v2 and v3.',
  },
  'ESIA-007006': {
    kind: 'provider_error',
    meaning: 'The scope is wrong, unknown or malformed.',
    whom: 'operator',
    remedy: 'Ask only for scopes of ESIA’s list, each once, parted by one space.',
  },
  'ESIA-007007': {
    kind: 'server_error',
    meaning: 'An unexpected error at the server.',
    whom: 'esia',
    remedy: 'Try again later; if it lasts, write to ESIA’s support with the time and the mnemonic.',
  },
  'ESIA-007008': {
    kind: 'unavailable',
    meaning: 'The service is unavailable: load or maintenance.',
    whom: 'esia',
    remedy: 'Try again later.',
  },
  'ESIA-007009': {
    kind: 'provider_error',
    meaning: 'The service does not support the HTTP method.',
    whom: 'developer',
    remedy: 'Ask for a code by GET, for tokens by POST.',
  },
  'ESIA-007011': {
    kind: 'token_refused',
    meaning: 'The code or refresh token is invalid, expired, revoked, or belongs to another address or client.',
    whom: 'person',
    remedy: 'Sign in again: a code is good once and for a few minutes, a refresh token until it is renewed.',
  },
  'ESIA-007012': {
    kind: 'provider_error',
    meaning: 'The grant type is not supported.',
    whom: 'developer',
    remedy: 'Send authorization_code, refresh_token or client_credentials.',
  },
  'ESIA-007013': {
    kind: 'provider_error',
    meaning: 'The request names no scope.',
    whom: 'developer',
    remedy: 'Send the scope with each request, the same at v2/ac and v3/te.',
  },
  'ESIA-007014': {
    kind: 'provider_error',
    meaning: 'A mandatory parameter is missing, such as client_certificate_hash.',
    whom: 'developer',
    remedy: 'Send the parameter in the brackets; v2 and v3 want client_certificate_hash.',
  },
  'ESIA-007015': {
    kind: 'provider_error',
    meaning: 'The time of the request is wrong: check the clock of the server.',
    whom: 'operator',
    remedy: 'Set the clock of the server by NTP, and write the time as yyyy.MM.dd HH:mm:ss Z.',
  },
  'ESIA-007019': {
    kind: 'provider_error',
    meaning: 'The system has not been granted what it asks for.',
    symbol: 'OAuthErrorEnum.noGrants',
    whom: 'operator',
    remedy: 'Apply for the scope: each one is granted to the system by application.',
  },
  'ESIA-007023': {
    kind: 'provider_error',
    meaning: 'The redirect_uri is not among the registered addresses.',
    whom: 'operator',
    remedy: 'Register the address, or its domain, on the technological portal; compare it letter by letter.',
  },
  'ESIA-007038': {
    kind: 'provider_error',
    meaning: 'The parameters of the request cannot be read.',
    whom: 'developer',
    remedy: 'Send the parameters of v3/te as a form, application/x-www-form-urlencoded.',
  },
  'ESIA-007039': {
    kind: 'provider_error',
    meaning: 'PKCE: the authorization request carried no code_challenge.',
    whom: 'developer',
    remedy: 'Send code_challenge with v2/ac, or no code_verifier with v3/te.',
  },
  'ESIA-007040': {
    kind: 'provider_error',
    meaning: 'PKCE: the code_verifier does not match the code_challenge.',
    whom: 'developer',
    remedy: 'Keep the verifier of each sign-in apart: two tabs of one browser have two.',
  },
  'ESIA-007046': {
    kind: 'provider_error',
    meaning: 'The scope demands a second factor that the person cannot give.',
    whom: 'operator',
    remedy: 'Leave out such scopes, or tell people to turn on the confirmation of sign-ins at Gosuslugi.',
  },
  'ESIA-007053': {
    kind: 'provider_error',
    meaning: 'client_secret is wrong, or does not match the certificate hash or the system, or the certificate is off.',
    symbol: 'OAuthErrorEnum.clientSecretWrong',
    whom: 'operator',
    remedy:
      'Check that the hash is Streebog-256 of the DER, that the key is the certificate’s, and that it has not ended.',
  },
  'ESIA-007055': {
    kind: 'account_unconfirmed',
    meaning: 'The account is not confirmed and the system demands that.',
    whom: 'person',
    remedy: 'Confirm the account at Gosuslugi, and sign in again.',
  },
  'ESIA-007060': {
    kind: 'provider_error',
    meaning: 'The roles parameter is wrong.',
    whom: 'developer',
    remedy: 'Correct the roles parameter, or leave it out.',
  },
  'ESIA-007061': {
    kind: 'provider_error',
    meaning: 'The obj_type parameter is wrong.',
    whom: 'developer',
    remedy: 'Correct the obj_type parameter, or leave it out.',
  },
  'ESIA-007062': {
    kind: 'provider_error',
    meaning: 'The type of user or the role does not fit.',
    whom: 'operator',
    remedy: 'Leave out roles and obj_type, or tell people to sign in as private persons.',
  },
  'ESIA-007194': {
    kind: 'provider_error',
    meaning: 'An organization scope was asked for where the person does not work.',
    whom: 'operator',
    remedy: 'Leave out organization scopes, or have the organization add the person to its employees at Gosuslugi.',
  },
  'ESIA-008010': {
    kind: 'provider_error',
    meaning: 'The client could not be authenticated.',
    whom: 'operator',
    remedy: 'Check mnemonic, certificate and signature.',
  },
  // Consents of the Digital profile (`permissions`).
  'ESIA-036700': {
    kind: 'provider_error',
    meaning: 'Consent: no type is given.',
    whom: 'developer',
    remedy: 'Give each permission its sysname.',
  },
  'ESIA-036701': {
    kind: 'provider_error',
    meaning: 'Consent: the type does not exist.',
    whom: 'operator',
    remedy: 'Have the type registered for the system, or correct its sysname.',
  },
  'ESIA-036702': {
    kind: 'provider_error',
    meaning: 'Consent: a scope that the type demands is missing.',
    whom: 'developer',
    remedy: 'Add the scopes that the type demands.',
  },
  'ESIA-036703': {
    kind: 'provider_error',
    meaning: 'Consent: scopes go beyond what the type allows.',
    whom: 'developer',
    remedy: 'Leave out the scopes that the type does not hold.',
  },
  'ESIA-036704': {
    kind: 'provider_error',
    meaning: 'Consent: the type allows no scopes.',
    whom: 'developer',
    remedy: 'Leave out all scopes of this type.',
  },
  'ESIA-036705': {
    kind: 'provider_error',
    meaning: 'Consent: at least one action is wanted.',
    whom: 'developer',
    remedy: 'Name an action.',
  },
  'ESIA-036706': {
    kind: 'provider_error',
    meaning: 'Consent: the action does not exist.',
    whom: 'developer',
    remedy: 'Name actions of the type.',
  },
  'ESIA-036707': {
    kind: 'provider_error',
    meaning: 'Consent: at least one purpose is wanted.',
    whom: 'developer',
    remedy: 'Name a purpose.',
  },
  'ESIA-036716': {
    kind: 'provider_error',
    meaning: 'Consent: the expiry is wrong.',
    whom: 'developer',
    remedy: 'Give expire in whole minutes, within what the type allows.',
  },
  'ESIA-036726': {
    kind: 'provider_error',
    meaning: 'Consent: the purpose does not exist.',
    whom: 'developer',
    remedy: 'Name a purpose of the type.',
  },
  'ESIA-036727': {
    kind: 'provider_error',
    meaning: 'Consent: exactly one purpose is wanted.',
    whom: 'developer',
    remedy: 'Name one purpose and no more.',
  },
  // Person data.
  'ESIA-005011': {
    kind: 'session_ended',
    meaning: 'The access token is invalid.',
    symbol: 'SecurityErrorEnum.invalidToken',
    whom: 'person',
    remedy: 'Sign in again.',
  },
  'ESIA-005013': {
    kind: 'session_ended',
    meaning: 'The access token has expired.',
    symbol: 'SecurityErrorEnum.expiredToken',
    whom: 'person',
    remedy: 'Sign in again, or renew the token before it ends.',
  },
  'ESIA-005029': {
    kind: 'forbidden',
    meaning: 'The scope of the token does not cover the data.',
    symbol: 'SecurityErrorEnum.scopeNotAllowed',
    whom: 'operator',
    remedy: 'Ask for the scope at sign-in, and have it granted to the system.',
  },
} as const satisfies Record<`ESIA-${string}`, EsiaErrorEntry>;

/** A code that {@linkcode esiaErrors} explains. */
export type KnownEsiaCode = keyof typeof esiaErrors;

/** The entry of a code; `undefined` for a code that is not in the table. */
export function explainEsiaCode(code: string): EsiaErrorEntry | undefined {
  return Object.hasOwn(esiaErrors, code) ? esiaErrors[code as KnownEsiaCode] : undefined;
}

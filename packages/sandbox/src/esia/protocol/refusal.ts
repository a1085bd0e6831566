/** What ESIA says with each code it refuses by, in the English of its real answers. */
const texts = {
  'ESIA-005011': 'SecurityErrorEnum.invalidToken',
  'ESIA-005013': 'SecurityErrorEnum.expiredToken',
  'ESIA-005029': 'SecurityErrorEnum.scopeNotAllowed',
  'ESIA-007002': 'The certificate does not match the system, or the system has no certificate',
  'ESIA-007003': 'The request lacks a required parameter, or has a wrong or repeated one',
  'ESIA-007004': 'The resource owner or the authorization server denied the request',
  'ESIA-007005': 'The client is not authorized to request an access token using this method',
  'ESIA-007006': 'The requested scope is invalid, unknown or malformed',
  'ESIA-007008': 'The authorization server is currently unable to handle the request',
  'ESIA-007009': 'The authorization server does not support this method',
  'ESIA-007011': 'The authorization code or the refresh token is invalid, expired or revoked',
  'ESIA-007012': 'The grant type is not supported by the authorization server',
  'ESIA-007013': 'The request does not contain the scope',
  'ESIA-007014': 'The request does not contain the mandatory parameter',
  'ESIA-007015': 'The request time is invalid',
  'ESIA-007019': 'OAuthErrorEnum.noGrants',
  'ESIA-007023': 'The redirect_uri is not among the allowed ones',
  'ESIA-007038': 'The request parameters cannot be read',
  'ESIA-007039': 'The request to v2/ac held no code_challenge',
  'ESIA-007040': 'The code_verifier does not match the code_challenge',
  'ESIA-007053': 'OAuthErrorEnum.clientSecretWrong',
  'ESIA-007055': 'The account is not confirmed',
  'ESIA-036700': 'The type of the consent is not given',
  'ESIA-036701': 'The type of the consent is not found',
  'ESIA-036702': 'A mandatory scope of the consent is missing',
  'ESIA-036703': 'The scopes go beyond those of the consent',
  'ESIA-036704': 'The consent allows no scopes',
  'ESIA-036705': 'At least one action is required',
  'ESIA-036706': 'The action does not exist',
  'ESIA-036707': 'At least one purpose is required',
  'ESIA-036716': 'The expiry of the consent is invalid',
  'ESIA-036726': 'The purpose does not exist',
  'ESIA-036727': 'Exactly one purpose is required',
} as const;

export type RefusalCode = keyof typeof texts;

/** The values of `error` that have been seen, and one of RFC 6749 for the outage (esia-and-epos A11, end). */
type OAuthError = 'invalid_request' | 'access_denied' | 'unauthorized_client' | 'temporarily_unavailable';

const oauthErrors: Partial<Record<RefusalCode, OAuthError>> = {
  'ESIA-007002': 'unauthorized_client',
  'ESIA-007004': 'access_denied',
  'ESIA-007005': 'unauthorized_client',
  'ESIA-007008': 'temporarily_unavailable',
  'ESIA-007019': 'access_denied',
  'ESIA-007053': 'access_denied',
  'ESIA-007055': 'access_denied',
};

/** A request that ESIA does not fulfil, and the code that says why. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly oauthError: OAuthError;
  /** `ESIA-007014: … [client_certificate_hash]` */
  readonly description: string;

  constructor(code: RefusalCode, detail?: string) {
    const description = `${code}: ${texts[code]}${detail === undefined ? '' : ` [${detail}]`}`;
    super(description);
    this.code = code;
    this.oauthError = oauthErrors[code] ?? 'invalid_request';
    this.description = description;
  }

  /** The code's words alone, as the REST service gives them. */
  get text(): string {
    return texts[this.code];
  }
}

import { errors } from 'jose';
import * as oauth from 'oauth4webapi';
import { retryAfterOf } from '../http/retry-after.ts';
import { ProviderError, type ProviderErrorCode } from '../providers/provider-error.ts';

const retryable: readonly ProviderErrorCode[] = ['rate_limited', 'unavailable', 'server_error'];

/** What these codes of oauth4webapi say about an id_token, if they do not speak of a whole body. */
const idTokenCodes: readonly unknown[] = [
  oauth.JWT_CLAIM_COMPARISON,
  oauth.JWT_TIMESTAMP_CHECK,
  oauth.INVALID_RESPONSE,
  oauth.UNSUPPORTED_OPERATION,
];

/** A document of the issuer that is not there; where it was asked for is what an operator has written wrongly. */
export function withoutDocument(what: string, address: string, { status, headers }: Response): ProviderError {
  const kind = byStatus(status, undefined, 'bad_response');
  return new ProviderError(kind, {
    retryable: retryable.includes(kind),
    retryAfter: retryAfterOf(headers),
    message: `The issuer answered ${status} for its ${what} at ${address.slice(0, 200)}.`,
  });
}

/** Turns what oauth4webapi and jose throw into the gateway's own error. Their bodies and claims go no further. */
export function asProviderError(thrown: unknown, refusedAs: ProviderErrorCode = 'token_refused'): ProviderError {
  if (thrown instanceof ProviderError) return thrown;
  if (thrown instanceof errors.JOSEError) return new ProviderError('id_token_invalid', { message: saidBy(thrown) });

  const { message, code, error, cause: about, response = about } = thrown as OAuthError;
  const words = message ?? 'The issuer answered something else than the protocol allows.';
  if (response instanceof Response) {
    const answered = response !== about;
    // The operator's affair: whoever signs in is to try later, and not to begin anew.
    if (answered && refusesClient(response, error)) {
      const message = `The issuer does not accept clientAuth (${error ?? 'invalid_client'}, HTTP ${response.status})`;
      return new ProviderError('unavailable', { providerCode: 'invalid_client', message });
    }
    const kind = byStatus(response.status, error, answered ? refusedAs : 'bad_response');
    return new ProviderError(kind, {
      // An `error` of a token endpoint is one of RFC 6749's words; another would be anybody's.
      providerCode: error && /^[a-z_]{1,64}$/.test(error) ? error : undefined,
      retryable: retryable.includes(kind),
      retryAfter: retryAfterOf(response.headers),
      message: `${words} (HTTP ${response.status})`,
    });
  }
  const aboutIdToken = idTokenCodes.includes(code) && !('body' in Object(about));
  return new ProviderError(aboutIdToken ? 'id_token_invalid' : 'bad_response', { message: words });
}

/** Which claim is not as it must be helps an operator; what it holds is a person's affair. */
function saidBy(error: errors.JOSEError): string {
  const aboutClaim = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
  return aboutClaim ? `${error.code} (${error.claim})` : error.code;
}

/** What oauth4webapi's errors have in common: `cause` is what the error speaks of, and sometimes the whole response. */
interface OAuthError {
  readonly message?: string;
  readonly code?: string;
  readonly error?: string;
  readonly cause?: unknown;
  readonly response?: Response;
}

/**
 * Whether not the code or the refresh token is refused, but the gateway itself: a wrong secret or key.
 *
 * @see RFC 6749 section 5.2; Keycloak calls it `unauthorized_client`
 */
function refusesClient({ status }: Response, error: string | undefined): boolean {
  return status === 401 || error === 'invalid_client' || error === 'unauthorized_client';
}

/** @param otherwise what it means that the server refuses: RFC 6749 section 5.2 leaves the list of errors open */
function byStatus(status: number, error: string | undefined, otherwise: ProviderErrorCode): ProviderErrorCode {
  if (status === 429) return 'rate_limited';
  if (status === 503 || error === 'temporarily_unavailable') return 'unavailable';
  if (status >= 500 || error === 'server_error') return 'server_error';
  return otherwise;
}

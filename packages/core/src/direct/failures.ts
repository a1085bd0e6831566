import * as oauth from 'oauth4webapi';
import { EposError, type EposErrorCode, type EposPhase } from '../errors/errors.ts';

/** What these codes of oauth4webapi say about an id_token, if they do not speak of a whole body. */
const idTokenCodes: readonly unknown[] = [
  oauth.JWT_CLAIM_COMPARISON,
  oauth.INVALID_RESPONSE,
  oauth.UNSUPPORTED_OPERATION,
];

/** Turns what oauth4webapi throws into the SDK's own error. */
export function asEposError(thrown: unknown, phase: EposPhase): EposError {
  if (thrown instanceof EposError) return thrown;
  const { name, message, code, error, cause: about, response = about } = thrown as OAuthError;
  // oauth4webapi hangs bodies and claims on its errors; tokens and personal data must not travel on into logs.
  const cause = Object.assign(new Error(message), { name, code });

  if (response instanceof Response) {
    const { status, headers } = response;
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    return new EposError(byStatus(status, error, response !== about), phase, {
      status,
      providerCode: error,
      retryAfter: seconds >= 0 ? seconds : undefined,
      cause,
    });
  }
  const aboutIdToken = idTokenCodes.includes(code) && !('body' in Object(about));
  return new EposError(aboutIdToken ? 'id_token_invalid' : 'bad_response', phase, { cause });
}

/** What oauth4webapi's errors have in common: `cause` is what the error speaks of, and sometimes the whole response. */
type OAuthError = Partial<Pick<oauth.ResponseBodyError, 'name' | 'message' | 'error' | 'response'>> & {
  readonly code?: string;
  readonly cause?: unknown;
};

/** `refused` where the server has answered in the manner of RFC 6749 section 5.2, which leaves the list of errors open. */
function byStatus(status: number, error: string | undefined, refused: boolean): EposErrorCode {
  if (status === 429) return 'rate_limited';
  if (status === 503 || error === 'temporarily_unavailable') return 'unavailable';
  if (status >= 500 || error === 'server_error') return 'server_error';
  return refused ? 'token_refused' : 'bad_response';
}

import * as oauth from 'oauth4webapi';
import { EposError, type EposErrorCode, type EposPhase } from '../errors/errors.ts';

/** What these codes of oauth4webapi say about an id_token. Others speak of metadata and bodies. */
const idTokenCodes: ReadonlySet<unknown> = new Set([
  oauth.JWT_TIMESTAMP_CHECK,
  oauth.JWT_CLAIM_COMPARISON,
  oauth.KEY_SELECTION,
  oauth.INVALID_RESPONSE,
  oauth.UNSUPPORTED_OPERATION,
]);

/** Error answers of the token endpoint that pass by themselves (RFC 6749 section 5.2 leaves the list open). */
const passing: ReadonlyMap<string, EposErrorCode> = new Map([
  ['temporarily_unavailable', 'unavailable'],
  ['server_error', 'server_error'],
]);

/** What a failure of `fetch` means: nothing but that no answer came. */
export function unreachable(phase: EposPhase, cause: unknown): EposError {
  // `onLine` may be true without a connection, but it is never false with one. Node has none.
  const offline = (globalThis as { navigator?: Partial<Navigator> }).navigator?.onLine === false;
  return new EposError(offline ? 'offline' : 'network', phase, { cause });
}

/** Turns what oauth4webapi throws into the SDK's own error. */
export function asEposError(thrown: unknown, phase: EposPhase): EposError {
  if (thrown instanceof EposError) return thrown;
  const cause = withoutSecrets(thrown);

  if (thrown instanceof oauth.ResponseBodyError) {
    const { status, error } = thrown;
    const code = passing.get(error) ?? (status === 429 ? 'rate_limited' : 'token_refused');
    return new EposError(code, phase, { status, providerCode: error, cause, ...retryAfter(thrown.response) });
  }
  if (thrown instanceof oauth.WWWAuthenticateChallengeError) {
    return new EposError('token_refused', phase, { status: thrown.status, cause });
  }
  if (!(thrown instanceof oauth.OperationProcessingError || thrown instanceof oauth.UnsupportedOperationError)) {
    return new EposError('bad_response', phase, { cause });
  }

  const about = thrown.cause;
  if (about instanceof Response) {
    return new EposError(byStatus(about.status), phase, { status: about.status, cause, ...retryAfter(about) });
  }
  // A body that breaks off is a fault of the line; a body that is no JSON is one of the server.
  if (thrown.code === oauth.PARSE_ERROR && about instanceof TypeError) return unreachable(phase, cause);
  const aboutBody = typeof about === 'object' && about !== null && 'body' in about;
  return new EposError(idTokenCodes.has(thrown.code) && !aboutBody ? 'id_token_invalid' : 'bad_response', phase, {
    cause,
  });
}

function byStatus(status: number): EposErrorCode {
  if (status === 429) return 'rate_limited';
  if (status === 503) return 'unavailable';
  return status >= 500 ? 'server_error' : 'bad_response';
}

function retryAfter(response: Response): { retryAfter?: number } {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return seconds >= 0 ? { retryAfter: seconds } : {};
}

/** oauth4webapi hangs bodies and claims on its errors; tokens and personal data must not travel on into logs. */
function withoutSecrets(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const { name, message } = thrown;
  return Object.assign(new Error(message), { name, ...('code' in thrown ? { code: thrown.code } : {}) });
}

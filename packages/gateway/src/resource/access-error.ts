import { accessReasons, type AccessCode, type AccessReason } from './reasons.ts';
import type { Scheme } from './token/credentials.ts';

/** What a refusal says beside its reason. */
export interface AccessErrorDetails {
  /** The schemes by which the caller may come (again). */
  readonly schemes?: readonly Scheme[];
  /** The algorithms of proofs that are taken, for the challenge of the scheme `DPoP`. */
  readonly proofAlgorithms?: readonly string[];
  /** The nonce that the next proof must carry. */
  readonly nonce?: string | undefined;
  /** The scopes that a token needs here. */
  readonly scopes?: readonly string[];
  /** In how many seconds to try again. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/**
 * Why a call is not let in, as an answer ready to be sent: the status, the challenge of RFC 6750 and RFC 9449, and a
 * problem document of the portal contract (RFC 9457). Neither it nor its message holds a token or personal data.
 *
 * `code` is `invalid_request` (400), `invalid_token` (401), `insufficient_scope` (403), `server_error` (500: the
 * configuration cannot serve this caller) or `unavailable` (503: nothing is said about the caller).
 *
 * @example
 * ```ts
 * try {
 *   const caller = await verifier.verifyAccessToken(request);
 * } catch (error) {
 *   if (!(error instanceof AccessError)) throw error;
 *   log.info({ refused: error.reason });
 *   return error.toResponse();
 * }
 * ```
 * @see RFC 6750, 3 · RFC 9449, 7.1 · RFC 9457
 */
export class AccessError extends Error {
  override readonly name = 'AccessError';
  readonly code: AccessCode;
  /** What exactly was wrong: for logs, not for the caller. */
  readonly reason: AccessReason;
  readonly status: number;
  /** The headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(reason: AccessReason, details: AccessErrorDetails = {}) {
    const { code, says } = accessReasons[reason];
    super(says, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.reason = reason;
    this.status = answers[code].status;
    this.headers = headersOf(reason, details);
  }

  /** The body of the answer: a problem document as JSON. */
  get body(): string {
    const { status, title } = answers[this.code];
    return JSON.stringify({ type: `urn:epos:problem:${this.code}`, title, status, code: this.code });
  }

  /** The answer as the web knows it. */
  toResponse(): Response {
    return new Response(this.body, { status: this.status, headers: this.headers });
  }
}

const answers: Readonly<Record<AccessCode, { readonly status: number; readonly title: string }>> = {
  invalid_request: { status: 400, title: 'Запрос составлен неверно' },
  invalid_token: { status: 401, title: 'Токен доступа не принят' },
  insufficient_scope: { status: 403, title: 'Токен не даёт права на это' },
  server_error: { status: 500, title: 'Ошибка подсистемы' },
  unavailable: { status: 503, title: 'Проверить доступ сейчас нельзя' },
};

/** In seconds: whoever waits for the SSO or the portal need not ask more often. */
const usualPause = 5;

function headersOf(reason: AccessReason, details: AccessErrorDetails): Record<string, string> {
  const { code } = accessReasons[reason];
  const { nonce, retryAfter } = details;
  return {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(code === 'unavailable' ? { 'Retry-After': String(retryAfter ?? usualPause) } : {}),
    ...(answers[code].status < 500 ? { 'WWW-Authenticate': challengesOf(reason, details) } : {}),
    ...(nonce === undefined ? {} : { 'DPoP-Nonce': nonce }),
  };
}

function challengesOf(
  reason: AccessReason,
  { schemes = ['Bearer'], proofAlgorithms = [], scopes = [] }: AccessErrorDetails,
): string {
  const { error } = accessReasons[reason];
  return schemes
    .map((scheme) =>
      [
        `${scheme} realm="epos"`,
        ...(error === undefined ? [] : [`error="${error}"`]),
        ...(reason === 'missing_scope' ? [`scope="${scopes.join(' ')}"`] : []),
        ...(scheme === 'DPoP' && proofAlgorithms.length ? [`algs="${proofAlgorithms.join(' ')}"`] : []),
      ].join(', '),
    )
    .join(', ');
}

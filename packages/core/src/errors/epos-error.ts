import type { EposErrorCode, EposPhase } from './codes.ts';

/** What is known of a failure beside its code. */
export interface EposErrorDetails {
  /** The HTTP status, where a server gave one. */
  status?: number | undefined;
  /** The provider's own code, such as `ESIA-007055` or `access_denied`. */
  providerCode?: string | undefined;
  /** When to try again at the earliest, in seconds from now, where the server said so (`Retry-After`). */
  retryAfter?: number | undefined;
  /** What is wrong, for developers; by default the code and the phase. Never holds tokens, codes or personal data. */
  message?: string | undefined;
  cause?: unknown;
}

const retryable: readonly EposErrorCode[] = [
  'offline',
  'network',
  'timeout',
  'lock_timeout',
  'rate_limited',
  'unavailable',
  'server_error',
];

/**
 * The one error the SDK throws and hands to its listeners. {@linkcode errorMessages} says what each code means.
 *
 * @example
 * ```ts
 * try {
 *   await epos.signIn({ provider: 'esia' });
 * } catch (error) {
 *   if (error instanceof EposError && error.retryable) showRetry();
 * }
 * ```
 */
export class EposError extends Error {
  override readonly name = 'EposError';
  readonly code: EposErrorCode;
  readonly phase: EposPhase;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly providerCode: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: EposErrorCode, phase: EposPhase, details: EposErrorDetails = {}) {
    super(details.message ?? `${code} during ${phase}`, details);
    this.code = code;
    this.phase = phase;
    this.retryable = retryable.includes(code);
    this.status = details.status;
    this.providerCode = details.providerCode;
    this.retryAfter = details.retryAfter;
  }
}

import type { ProviderAnswerCode } from '@epos-login/core/contract';
import { boundedPause } from '../http/retry-after.ts';

/**
 * The codes of the SDK that a provider's failure comes down to, so that each finds its advice: what an answer of the
 * provider says, and what befalls whoever asks it.
 */
export type ProviderErrorCode =
  | ProviderAnswerCode
  | 'session_ended'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'rate_limited'
  | 'bad_response'
  | 'response_mismatch'
  | 'id_token_invalid'
  | 'token_refused'
  | 'issuer_mismatch'
  | 'forbidden'
  | 'invalid_options';

/** What is known of a failure beside its code. */
export interface ProviderErrorDetails {
  /** The provider's own code, such as `ESIA-007055`: of a known form, fit to be shown. */
  readonly providerCode?: string | undefined;
  /** Whether the same may succeed later without anybody changing anything. */
  readonly retryable?: boolean;
  /** When to try again at the earliest, in seconds, where the provider said so: an hour counts at the most. */
  readonly retryAfter?: number | undefined;
  /** What is wrong, for developers and logs. Holds no tokens, codes or personal data. */
  readonly message?: string;
  readonly cause?: unknown;
}

/** The one error that a {@linkcode ProviderModule} rejects with. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  readonly providerCode: string | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;

  constructor(code: ProviderErrorCode, details: ProviderErrorDetails = {}) {
    const { providerCode, retryable = false, retryAfter, message, cause } = details;
    super(message ?? code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.providerCode = providerCode;
    this.retryable = retryable;
    this.retryAfter = boundedPause(retryAfter);
  }
}

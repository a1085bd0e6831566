import { explainEsiaCode, type EsiaErrorKind } from './table.ts';

/** What is known of a failure beside its kind. */
export interface EsiaErrorDetails {
  /** ESIA's own code, such as `ESIA-007055`. */
  esiaCode?: string | undefined;
  /** The OAuth `error` that stood beside it. */
  oauthError?: string | undefined;
  /** The HTTP status, where there was an answer. */
  status?: number | undefined;
  /** When to try again at the earliest, in seconds, where ESIA said so. */
  retryAfter?: number | undefined;
  /** What is wrong, for developers. Never holds tokens, codes or personal data. */
  message?: string | undefined;
  cause?: unknown;
}

const retryable: ReadonlySet<EsiaErrorKind> = new Set(['network', 'timeout', 'unavailable', 'server_error'] as const);

/**
 * The one error that the ESIA client throws.
 *
 * @see esia-and-epos A11 for ESIA's codes; {@linkcode esiaErrors} holds them as data.
 */
export class EsiaError extends Error {
  override readonly name = 'EsiaError';
  readonly code: EsiaErrorKind;
  readonly esiaCode: string | undefined;
  readonly oauthError: string | undefined;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;

  constructor(code: EsiaErrorKind, details: EsiaErrorDetails = {}) {
    const message = details.message ?? describe(details) ?? code;
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.esiaCode = details.esiaCode;
    this.oauthError = details.oauthError;
    this.status = details.status;
    this.retryAfter = details.retryAfter;
    this.retryable = retryable.has(code);
  }
}

function describe({ esiaCode, oauthError, status }: EsiaErrorDetails): string | undefined {
  if (esiaCode) return `${esiaCode}: ${explainEsiaCode(esiaCode)?.meaning ?? 'a code this version does not know.'}`;
  if (oauthError) return `ESIA answered ${oauthError}.`;
  return status === undefined ? undefined : `ESIA answered with HTTP ${String(status)}.`;
}

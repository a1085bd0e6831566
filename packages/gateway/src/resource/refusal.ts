import { accessReasons, type AccessReason } from './reasons.ts';

interface RefusalDetails {
  /** In how many seconds to try again, where somebody said so. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** A check that failed, before it is known how to say so to this caller: the verifier makes an `AccessError` of it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: AccessReason;
  readonly retryAfter: number | undefined;

  constructor(reason: AccessReason, { retryAfter, cause }: RefusalDetails = {}) {
    super(accessReasons[reason].says, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

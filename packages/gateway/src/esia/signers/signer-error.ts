/**
 * Why nothing was signed: the program or the key is not there, the service cannot be reached or is busy, it took too
 * long, the caller gave up, it was refused (a wrong password, no right), or what came is no signature.
 */
export type SignerErrorReason = 'not_found' | 'unavailable' | 'timeout' | 'aborted' | 'refused' | 'bad_answer';

/** The one error of the signers. The client of ESIA turns it into an `EsiaError`, whose `cause` it is. */
export class SignerError extends Error {
  override readonly name = 'SignerError';
  readonly reason: SignerErrorReason;

  constructor(reason: SignerErrorReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

/** The 64 bytes of a signature, or the refusal of anything else. */
export function demandSignature(bytes: Uint8Array, who: string): Uint8Array {
  if (bytes.length === 64) return bytes;
  throw new SignerError('bad_answer', `${who} gave ${bytes.length} bytes, and a raw signature of 256 bits has 64.`);
}

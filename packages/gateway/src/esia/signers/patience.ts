import { SignerError } from './signer-error.ts';

/** Runs a task that must end in time, and says whose fault it is when it does not. */
export async function withPatience<T>(
  who: string,
  timeout: number,
  signal: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(timeout);
  const both = signal ? AbortSignal.any([signal, limit]) : limit;
  try {
    both.throwIfAborted();
    return await task(both);
  } catch (cause) {
    if (cause instanceof SignerError) throw cause;
    if (signal?.aborted) throw new SignerError('aborted', 'The caller gave up the signature.', cause);
    if (limit.aborted) throw new SignerError('timeout', `${who} did not sign within ${timeout} ms.`, cause);
    throw new SignerError('unavailable', `${who} could not sign.`, cause);
  }
}

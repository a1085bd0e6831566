import { EposError, type EposErrorCode, type EposPhase } from '../errors/errors.ts';

/** What a piece of work may take, and who may stop it. */
export interface Limits {
  readonly phase: EposPhase;
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs `work` until it is done, the time is over (`timeout`) or the caller has had enough (`aborted`), bodies included.
 *
 * Written out because Chromium 109 and Safari 16.4 lack `AbortSignal.any`; raced because a `fetch` of the page's own
 * may not listen to signals.
 */
export async function within<T>(
  { phase, timeout, signal }: Limits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let stop: (code: EposErrorCode) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = (code) => {
      reject(new EposError(code, phase));
      controller.abort();
    };
  });
  const timer = setTimeout(() => {
    stop('timeout');
  }, timeout);
  const abort = () => {
    stop('aborted');
  };
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([stopped, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

import { EposError, type EposPhase } from '../errors/errors.ts';

/** During what a piece of work is done, and who may stop it. */
export interface Limits {
  readonly phase: EposPhase;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs `work` until it is done, the time is over (`timeout`) or the caller has had enough (`aborted`), bodies included.
 *
 * Written out because Chromium 109 and Safari 16.4 lack `AbortSignal.any`.
 */
export async function within<T>(
  timeout: number,
  { phase, signal }: Limits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new EposError('timeout', phase));
  }, timeout);
  const stop = () => {
    controller.abort(signal?.reason);
  };
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  try {
    return await abortable(work(controller.signal), { phase, signal: controller.signal });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/**
 * Gives up waiting when the signal fires. The work itself goes on for others who wait for it; and it may have to be left
 * to itself, since a `fetch` of the page's own may not listen to signals.
 */
export async function abortable<T>(work: Promise<T>, { phase, signal }: Limits): Promise<T> {
  if (!signal) return work;
  const done = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => {
      const { reason } = signal as { reason: unknown };
      reject(reason instanceof EposError ? reason : new EposError('aborted', phase, { cause: reason }));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { signal: done.signal });
  });
  try {
    return await Promise.race([stopped, work]);
  } finally {
    done.abort();
  }
}

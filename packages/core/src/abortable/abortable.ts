import { EposError, type EposPhase } from '../errors/errors.ts';

/** During what a piece of work is done, who may stop it, and how long it may take. */
export interface Limits {
  readonly phase: EposPhase;
  readonly signal?: AbortSignal | undefined;
  /** In milliseconds. Default: for ever. */
  readonly timeout?: number | undefined;
}

/**
 * Gives up waiting when the signal fires (`aborted`, or the signal's own `EposError`) or the time is over (`timeout`).
 * The work itself goes on for others who wait for it; and it may have to be left to itself, since a `fetch` of the
 * page's own may not listen to signals.
 */
export async function abortable<T>(work: Promise<T>, { phase, signal, timeout }: Limits): Promise<T> {
  const done = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopped = new Promise<never>((_, reject) => {
    if (timeout) {
      timer = setTimeout(() => {
        reject(new EposError('timeout', phase));
      }, timeout);
    }
    const stop = () => {
      const { reason } = signal as { reason: unknown };
      reject(reason instanceof EposError ? reason : new EposError('aborted', phase, { cause: reason }));
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { signal: done.signal });
  });
  try {
    return await Promise.race([stopped, work]);
  } finally {
    clearTimeout(timer);
    done.abort();
  }
}

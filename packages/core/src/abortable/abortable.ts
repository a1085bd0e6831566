import { EposError, type EposPhase } from '../errors/errors.ts';

/** During what a piece of work is done, and who may stop it. */
export interface Limits {
  readonly phase: EposPhase;
  readonly signal?: AbortSignal | undefined;
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

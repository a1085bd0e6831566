import { abortable, type Limits } from './abortable.ts';
import { EposError } from '../errors/errors.ts';

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

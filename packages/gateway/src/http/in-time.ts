/**
 * Waits for what may not listen to signals itself, such as a `fetch` of the operator's own: no longer than the signal
 * lets, and then rejects with its reason.
 */
export async function inTime<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
  const ended = Promise.withResolvers<never>();
  const stop = () => {
    ended.reject(signal.reason as Error);
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([task, ended.promise]);
  } finally {
    // A caller's signal may live as long as its process.
    signal.removeEventListener('abort', stop);
  }
}

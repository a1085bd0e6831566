/** Lets at most so many tasks run at a time; the others wait in the order in which they came. */
export function createTurns(limit: number): <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  let running = 0;
  const waiting = new Set<() => void>();

  function done(): void {
    running--;
    const [next] = waiting;
    next?.();
  }

  return async (task, signal) => {
    if (running >= limit) {
      await new Promise<void>((resolve, reject) => {
        const leave = () => {
          waiting.delete(go);
          signal.removeEventListener('abort', giveUp);
        };
        const go = () => {
          leave();
          resolve();
        };
        const giveUp = () => {
          leave();
          reject(signal.reason as Error);
        };
        waiting.add(go);
        signal.addEventListener('abort', giveUp);
      });
    }
    signal.throwIfAborted();
    running++;
    try {
      return await task();
    } finally {
      done();
    }
  };
}

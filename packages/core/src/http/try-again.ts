import ky from 'ky';
import type { EposError } from '../errors/errors.ts';

const furtherTries = 2;

/**
 * Tries again, as ky does it: twice, after growing pauses that are spread out, lest a whole class come back in the same
 * instant, or after the pause that the server asks for.
 *
 * A file of its own, since nearly every question is answered at the first try and ky weighs as much as the rest of the
 * way to the tiles.
 *
 * @param first what the first try came to; ky counts it as its own first
 * @param mayPass whether another try is worth while
 */
export async function tryAgain<T>(
  url: string,
  attempt: () => Promise<T>,
  first: EposError,
  mayPass: (error: unknown) => error is EposError,
): Promise<T> {
  const tries = [() => Promise.reject(first), ...Array<() => Promise<T>>(furtherTries).fill(attempt)];
  let failure = first;
  let result: { readonly value: T } | undefined;
  await ky(url, {
    // What is asked, and for how long, is in the attempt: ky knows when.
    timeout: false,
    fetch: async () => {
      result = { value: await (tries.shift() ?? attempt)() };
      return new Response();
    },
    retry: {
      limit: furtherTries,
      shouldRetry({ error }) {
        if (!mayPass(error)) return false;
        failure = error;
        return true;
      },
      delay: (count) => (failure.retryAfter ?? 0.3 * 2 ** (count - 1)) * 1000,
      jitter: (delay) => (failure.retryAfter === undefined ? Math.random() * delay : delay),
    },
  });
  if (!result) throw first;
  return result.value;
}

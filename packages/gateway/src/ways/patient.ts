import { leftOf, pauseForAll } from '../http/retry-after.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { Way } from './way.ts';

/**
 * A way that leaves its provider alone for as long as that asks for: every call of every page whose tokens are used up
 * would bring one more renewal. Nobody's sign-in waits, for a code is good for moments only.
 *
 * @see RFC 9110 section 10.2.3; RFC 6585 section 4
 */
export function patient<T extends Way>(way: T, clock: () => number): T {
  let asked: { readonly by: ProviderError; readonly at: number } | undefined;
  const refresh: Way['refresh'] = async (tokens, sub) => {
    const left = asked ? leftOf(pauseForAll(asked.by.retryAfter), asked.at, clock()) : 0;
    if (asked && left > 0) {
      const { code, retryable, message } = asked.by;
      const retryAfter = Math.ceil(left / 1000);
      throw new ProviderError(code, { retryable, retryAfter, message: `${message}; it has asked for a pause` });
    }
    try {
      return await way.refresh(tokens, sub);
    } catch (error) {
      // That one session is over is said of that one: said again to others, it would end theirs.
      if (error instanceof ProviderError && error.retryAfter && error.code !== 'session_ended') {
        asked = { by: error, at: clock() };
      }
      throw error;
    }
  };
  return { ...way, refresh };
}

import { pauseForAll } from '../http/retry-after.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { Way } from './way.ts';

/**
 * A way that leaves its provider alone for as long as that asks for: every call of every page whose tokens are used up
 * would bring one more renewal. Nobody's sign-in waits, for a code is good for moments only.
 *
 * @see RFC 9110 section 10.2.3; RFC 6585 section 4
 */
export function patient<T extends Way>(way: T, clock: () => number): T {
  let asked: { readonly by: ProviderError; readonly until: number } | undefined;
  const refresh: Way['refresh'] = async (tokens, sub) => {
    const left = asked ? Math.ceil((asked.until - clock()) / 1000) : 0;
    if (asked && left > 0) {
      const { code, retryable, message } = asked.by;
      throw new ProviderError(code, { retryable, retryAfter: left, message: `${message}; it has asked for a pause` });
    }
    try {
      return await way.refresh(tokens, sub);
    } catch (error) {
      if (error instanceof ProviderError && error.retryAfter) {
        asked = { by: error, until: clock() + pauseForAll(error.retryAfter) };
      }
      throw error;
    }
  };
  return { ...way, refresh };
}

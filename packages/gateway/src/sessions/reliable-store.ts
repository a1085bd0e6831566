import { Refusal } from '../http/problem.ts';
import type { SessionStore } from './store.ts';

/**
 * A store whose failures are what they are: the gateway cannot know who is signed in, which says nothing about it.
 *
 * What work under a lock throws stays what it is.
 */
export function reliableStore(store: SessionStore): SessionStore {
  const away = (cause: unknown): never => {
    if (cause instanceof Refusal) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal('unavailable', { reason: `the store: ${reason}`, cause });
  };
  // Inside `try`: a store of plain JavaScript may throw instead of rejecting.
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await question();
    } catch (error) {
      return away(error);
    }
  };
  return {
    kind: 'store',
    get: (key) => ask(() => store.get(key)),
    create: (key, value, options) => ask(() => store.create(key, value, options)),
    replace: (key, value) => ask(() => store.replace(key, value)),
    touch: (key, seconds) => ask(() => store.touch(key, seconds)),
    delete: (key) => ask(() => store.delete(key)),
    revoke: (label) => ask(() => store.revoke(label)),
    async lock(key, work) {
      let failure: { readonly error: unknown } | undefined;
      const guarded = async () => {
        try {
          return await work();
        } catch (error) {
          failure = { error };
          throw error;
        }
      };
      try {
        return await store.lock(key, guarded);
      } catch (error) {
        if (failure) throw failure.error;
        return away(error);
      }
    },
    check: () => store.check(),
    close: () => store.close(),
  };
}

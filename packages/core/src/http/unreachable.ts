import { EposError, type EposPhase } from '../errors/errors.ts';

/** What a failure of `fetch` means: nothing but that no answer came. */
export function unreachable(phase: EposPhase, cause: unknown): EposError {
  return new EposError(isOffline() ? 'offline' : 'network', phase, { cause });
}

/** `onLine` may be true without a connection, but it is never false with one. Node has none. */
export function isOffline(): boolean {
  return (globalThis as { navigator?: Partial<Navigator> }).navigator?.onLine === false;
}

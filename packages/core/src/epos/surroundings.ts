import { openChannel, type Channel } from '../channel/channel.ts';

/** The browser as the parts see it that are loaded after the first state. */
export interface Surroundings {
  /** When this page stood in place of the one before it, in milliseconds since 1970. */
  readonly loadedAt: number;
  /** Opens the channel of this name to the other tabs of this origin; `undefined` where there is none. */
  channel(name: string, hear: (message: unknown) => void): Channel | undefined;
  /** Listens to events of the window, and to those of the page that reach it. */
  on(types: readonly string[], listener: () => void, signal: AbortSignal): void;
  /** Calls once, after so many milliseconds. Returns what calls it off. */
  later(milliseconds: number, work: () => void): () => void;
}

/** The window this module runs in; `undefined` on a server. */
export const browser: Surroundings | undefined =
  typeof window === 'undefined'
    ? undefined
    : {
        loadedAt: arrival(),
        channel: openChannel,
        on(types, listener, signal) {
          // Caught on the way down, or the page could keep them to itself.
          for (const type of types) window.addEventListener(type, listener, { signal, capture: true, passive: true });
        },
        later(milliseconds, work) {
          const timer = setTimeout(work, milliseconds);
          return () => {
            clearTimeout(timer);
          };
        },
      };

/** The page that is left goes on talking until this one has come: that is older than all that this one asks. */
function arrival(): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return performance.timeOrigin + (navigation?.domInteractive ?? 0);
}

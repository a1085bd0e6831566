/** How often one address may call an anonymous endpoint. */
export interface Limit {
  /** The seconds to wait, or 0 when the call may pass. */
  wait(address: string): number;
  reset(): void;
}

/** At most `calls` in `seconds`, by a window that begins with the first call. */
export function createLimit(calls: number, seconds: number): Limit {
  const windows = new Map<string, { since: number; count: number }>();
  return {
    wait(address) {
      const now = performance.now();
      const window = windows.get(address);
      if (!window || now - window.since >= seconds * 1000) {
        windows.set(address, { since: now, count: 1 });
        return 0;
      }
      window.count += 1;
      return window.count <= calls ? 0 : Math.max(1, Math.ceil((window.since + seconds * 1000 - now) / 1000));
    },
    reset() {
      windows.clear();
    },
  };
}

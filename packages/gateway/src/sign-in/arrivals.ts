/** For how long an arrival is remembered, in milliseconds, and how many are. */
const lifetime = 30_000;
const capacity = 1000;

/**
 * Answers of the SSO that are being taken or have just been. A browser that asks twice for the same address, because the
 * person has pressed «Reload» on a slow line, gets the same answer twice: a code that is sent twice is refused, and
 * some issuers then end what the first had begun (RFC 6749 section 4.1.2).
 */
export interface Arrivals<T> {
  /** Takes it, or waits for whoever does. */
  once(state: string, take: () => Promise<T>): Promise<T>;
}

/** Those of this instance, where there is no place that all of them share. */
export class OwnArrivals<T> implements Arrivals<T> {
  readonly #clock: () => number;
  readonly #byState = new Map<string, { readonly at: number; readonly result: Promise<T> }>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  once(state: string, take: () => Promise<T>): Promise<T> {
    const now = this.#clock();
    for (const [known, { at }] of this.#byState) {
      // In the order of their coming.
      if (now - at < lifetime && this.#byState.size < capacity) break;
      this.#byState.delete(known);
    }
    const result = this.#byState.get(state)?.result ?? take();
    if (!this.#byState.has(state)) this.#byState.set(state, { at: now, result });
    return result;
  }
}

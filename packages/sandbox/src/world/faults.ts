/** The parts that can be made to fail. */
export const faultyParts = ['sso', 'rsaa', 'esia', 'portal'] as const;
/** The name of a part that can be made to fail. */
export type FaultyPart = (typeof faultyParts)[number];

/**
 * How a part fails: not at all, by 503, by a connection dropped without an answer, by 429.
 */
export const outages = ['none', 'unavailable', 'dropped', 'limited'] as const;
/** The way in which a part fails. */
export type Outage = (typeof outages)[number];

/** What is wrong with a part. */
export interface Fault {
  /** How long the part waits before it answers, in milliseconds. */
  readonly delay: number;
  readonly outage: Outage;
  /**
   * Whether its pages cut themselves off from whoever has opened them (`Cross-Origin-Opener-Policy: same-origin`): no
   * fault of the part, but one that a sign-in by popup has to get over.
   */
  readonly coop: boolean;
}

export interface Faults {
  of(part: FaultyPart): Fault;
  set(part: FaultyPart, fault: Partial<Fault>): void;
  reset(): void;
}

/** Nothing is wrong. */
export const sound: Fault = { delay: 0, outage: 'none', coop: false };

/** The longest delay: beyond it no client waits any more. */
export const longestDelay = 60_000;

export function createFaults(): Faults {
  const faults = new Map<FaultyPart, Fault>();
  return {
    of: (part) => faults.get(part) ?? sound,
    set(part, fault) {
      const next = { ...(faults.get(part) ?? sound), ...fault };
      if (!(next.delay >= 0 && next.delay <= longestDelay)) {
        throw new RangeError(`A delay is between 0 and ${longestDelay} ms.`);
      }
      faults.set(part, next);
    },
    reset() {
      faults.clear();
    },
  };
}

/** Remembers which proofs were used: in this process, or in a store that several instances share. */
export interface ReplayMemory {
  /**
   * Whether this proof comes for the first time; remembers it.
   *
   * @param id a digest of the proof's key and `jti`
   * @param seconds for how long it must be remembered
   * @returns `full` where nothing more can be remembered: such a call is answered by 503, since a replay of it could
   * not be noticed
   */
  firstUse(id: string, seconds: number): Promise<'first' | 'again' | 'full'> | 'first' | 'again' | 'full';
}

/** How much of the memory is for replays. */
export interface MemoryReplaysOptions {
  /** How many proofs to remember at most, 100 bytes each. Default: 100 000. */
  readonly limit?: number;
  /** Now, in milliseconds since 1970. */
  readonly clock?: () => number;
}

/**
 * Remembers proofs in the memory of this process.
 *
 * Where several instances answer for one address, a proof could be used once at each: give those a memory in common, for
 * instance `SET id 1 NX EX seconds` of Redis.
 *
 * @example
 * ```ts
 * const replays: ReplayMemory = {
 *   firstUse: async (id, seconds) =>
 *     (await redis.set(`dpop:${id}`, '1', 'EX', seconds, 'NX')) === 'OK' ? 'first' : 'again',
 * };
 * ```
 * @see RFC 9449, 11.1
 */
export function memoryReplays({ limit = 100_000, clock = Date.now }: MemoryReplaysOptions = {}): ReplayMemory {
  const until = new Map<string, number>();
  return {
    firstUse(id, seconds) {
      const now = clock();
      // In the order of their coming, which is nearly that of their end: the first that still lives ends the round.
      for (const [old, end] of until) {
        if (end > now) break;
        until.delete(old);
      }
      if (until.has(id)) return 'again';
      // Forgetting the oldest instead would let who has a token of their own make room for a replay of another's.
      if (until.size >= limit) return 'full';
      until.set(id, now + seconds * 1000);
      return 'first';
    },
  };
}

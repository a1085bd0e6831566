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
  /**
   * How many proofs to remember at most, 110 bytes each. Default: 1 000 000, which is 5500 calls a second, or 2700 where
   * proofs carry nonces and are remembered for longer: more than one process checks.
   */
  readonly limit?: number;
  /** Now, in milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Those whose times end within so many milliseconds are forgotten together. */
const together = 60_000;

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
export function memoryReplays({ limit = 1_000_000, clock = Date.now }: MemoryReplaysOptions = {}): ReplayMemory {
  /** By when they may be forgotten. One by one, a map is slow to go past those that it has forgotten: 0.3 ms a call. */
  const sets = new Map<number, Set<string>>();
  let size = 0;
  return {
    firstUse(id, seconds) {
      const now = clock();
      for (const [end, ids] of sets) {
        if (end > now) continue;
        size -= ids.size;
        sets.delete(end);
      }
      for (const ids of sets.values()) if (ids.has(id)) return 'again';
      // Forgetting the oldest instead would let who has a token of their own make room for a replay of another's.
      if (size >= limit) return 'full';
      const end = Math.ceil((now + seconds * 1000) / together) * together;
      const ids = sets.get(end) ?? new Set();
      sets.set(end, ids.add(id));
      size += 1;
      return 'first';
    },
  };
}

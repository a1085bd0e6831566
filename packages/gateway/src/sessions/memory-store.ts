import type { SessionStore } from './store.ts';

interface Entry {
  value: string;
  expiresAt: number;
  readonly labels: readonly string[];
}

/** The longest that one waits for another's work on the same session, in milliseconds. */
const patience = 15_000;

/** How many are made until those that are over are looked for among all. */
const sweepEvery = 1000;

/**
 * Keeps sessions in the memory of this process: for development, for tests, and for a gateway of one instance whose
 * restart may sign everybody out.
 *
 * @param options `capacity`: how many sessions at most (100 000); the oldest go first. `clock`: now, in milliseconds.
 * @example
 * ```ts
 * createGateway({ …, store: memoryStore() });
 * ```
 */
export function memoryStore({
  capacity = 100_000,
  clock = Date.now,
}: {
  readonly capacity?: number;
  readonly clock?: () => number;
} = {}): SessionStore {
  const entries = new Map<string, Entry>();
  const labelled = new Map<string, Set<string>>();
  const queues = new Map<string, Promise<unknown>>();
  let made = 0;

  const remove = (key: string): boolean => {
    for (const label of entries.get(key)?.labels ?? []) {
      const keys = labelled.get(label);
      keys?.delete(key);
      if (!keys?.size) labelled.delete(label);
    }
    return entries.delete(key);
  };
  const find = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry && entry.expiresAt <= clock()) {
      remove(key);
      return undefined;
    }
    return entry;
  };
  const sweep = () => {
    // Now and then all of them: what lasts half a minute lies among what lasts for hours.
    if (++made % sweepEvery === 0) for (const key of entries.keys()) find(key);
    for (const [key, { expiresAt }] of entries) {
      // In the order of their making, which is roughly that of their ends.
      if (entries.size <= capacity && expiresAt > clock()) return;
      remove(key);
    }
  };

  const actions = {
    get(key: string) {
      const entry = find(key);
      return entry && { value: entry.value, expiresIn: Math.ceil((entry.expiresAt - clock()) / 1000) };
    },
    create(key: string, value: string, { labels, seconds }: { labels: readonly string[]; seconds: number }) {
      remove(key);
      entries.set(key, { value, expiresAt: clock() + seconds * 1000, labels });
      for (const label of labels) labelled.set(label, (labelled.get(label) ?? new Set()).add(key));
      sweep();
    },
    replace(key: string, value: string) {
      const entry = find(key);
      if (entry) entry.value = value;
      return !!entry;
    },
    touch(key: string, seconds: number) {
      const entry = find(key);
      if (entry) entry.expiresAt = clock() + seconds * 1000;
    },
    revoke(label: string) {
      const live = [...(labelled.get(label) ?? [])].filter((key) => find(key));
      for (const key of live) remove(key);
      return live.length;
    },
  };

  return {
    kind: 'store',
    get: (key) => Promise.resolve(actions.get(key)),
    create(key, value, options) {
      actions.create(key, value, options);
      return Promise.resolve();
    },
    replace: (key, value) => Promise.resolve(actions.replace(key, value)),
    touch(key, seconds) {
      actions.touch(key, seconds);
      return Promise.resolve();
    },
    delete(key) {
      remove(key);
      return Promise.resolve();
    },
    revoke: (label) => Promise.resolve(actions.revoke(label)),
    async lock(key, work) {
      const before = queues.get(key) ?? Promise.resolve();
      const turn = Promise.withResolvers<undefined>();
      const queue = before.then(() => turn.promise);
      queues.set(key, queue);
      let timer: NodeJS.Timeout | undefined;
      try {
        await Promise.race([
          before,
          new Promise((_resolve, reject) => {
            timer = setTimeout(() => {
              reject(new Error('The session is locked for too long.'));
            }, patience);
          }),
        ]);
        return await work();
      } finally {
        clearTimeout(timer);
        turn.resolve(undefined);
        // Not before those who came earlier have gone: who has lost patience with them leaves no way past them.
        void queue.then(() => {
          if (queues.get(key) === queue) queues.delete(key);
        });
      }
    },
    check: () => Promise.resolve(),
    close() {
      entries.clear();
      labelled.clear();
      return Promise.resolve();
    },
  };
}

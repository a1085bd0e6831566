import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RedisConnection } from './connection.ts';
import * as scripts from './scripts.ts';

/** How long a holder that has died keeps others waiting, in milliseconds; less than these have patience. */
const lease = 6000;

/** The longest that one waits for another's work, in milliseconds. */
const patience = 15_000;

/** How often a lease is renewed at the most: work that does not end may not hold a session for ever. */
const renewals = 20;

/** Runs `work` while nobody else holds the lock of this key. */
export async function withLock<T>(connection: RedisConnection, key: string, work: () => Promise<T>): Promise<T> {
  // Random, so that nobody lets go what has become another's meanwhile.
  const token = randomUUID();
  await acquired(connection, key, token);
  let left = renewals;
  const renewal = setInterval(() => {
    if (left-- === 0) clearInterval(renewal);
    // The next turn may have better luck: a lease outlasts two that fail.
    else connection.run(scripts.keep, key, [token, lease]).catch(() => undefined);
  }, lease / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    // What was done is done, even where it cannot be told: the lease ends by itself.
    await connection.run(scripts.release, key, [token]).catch(() => undefined);
  }
}

async function acquired(connection: RedisConnection, key: string, token: string): Promise<void> {
  const deadline = performance.now() + patience;
  for (let delay = 20; ; delay = Math.min(delay * 1.5, 250)) {
    if (await connection.run(scripts.acquire, key, [token, lease])) return;
    if (performance.now() + delay > deadline) throw new Error('The session is locked for too long.');
    // Jitter, lest those who wait come in step again and again.
    await pause(delay * (0.5 + Math.random()));
  }
}

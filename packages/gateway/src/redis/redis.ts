import type { SessionStore } from '../sessions/store.ts';
import { clientSource } from './clients.ts';
import { RedisConnection } from './connection.ts';
import { withLock } from './lock.ts';
import type { RedisStoreOptions } from './options.ts';
import * as scripts from './scripts.ts';

export type { RedisClient, RedisPlace, RedisStoreOptions } from './options.ts';

/** How many sessions of a label are ended side by side. */
const batch = 500;

/**
 * Keeps sessions in Redis: one place for every instance of a gateway, from which the SSO can end them.
 *
 * Needs the package `redis` (node-redis 6) and a Redis of version 6 or later, or what speaks its protocol. Redis must
 * keep what it was given (`appendonly yes`) and must not evict (`maxmemory-policy noeviction`): both would sign people
 * out. It holds digests and encrypted values, nothing that could be read.
 *
 * @param options where Redis is; `prefix` (`epos`), `timeout` for each answer in milliseconds (2000), `onError`
 * @returns a store for the option `store`; it connects at once, and again whenever the connection is lost
 * @throws TypeError where `url`, `prefix` or `timeout` is none; never shows the address, for it may hold a password
 * @example
 * ```ts
 * createGateway({ …, store: redisStore({ url: 'rediss://gateway:secret@redis.example:6379' }) });
 *
 * redisStore({ cluster: { rootNodes: [{ url: 'redis://a:6379' }, { url: 'redis://b:6379' }], defaults: { password } } });
 * redisStore({ sentinel: { name: 'epos', sentinelRootNodes: [{ host: 'a', port: 26379 }] } });
 * ```
 */
export function redisStore(options: RedisStoreOptions): SessionStore {
  const { prefix = 'epos', timeout = 2000, onError = () => undefined } = options;
  if (!/^[\w.:-]{1,64}$/.test(prefix)) throw new TypeError('redisStore: prefix: must be letters, digits and _ . : -');
  if (!(timeout > 0 && timeout <= 60_000)) throw new TypeError('redisStore: timeout: must be 1 to 60000 milliseconds');
  const connection = new RedisConnection(clientSource(options), timeout, onError);
  const session = (key: string) => `${prefix}:session:${key}`;
  const named = (label: string) => `${prefix}:label:${label}`;
  const each = <T, R>(items: readonly T[], ask: (item: T) => Promise<R>) => Promise.all(items.map(ask));

  /** A label outlasts the session, so that not every touch has to reach it too. */
  const outlasting = (milliseconds: number) => 2 * milliseconds + 60_000;
  const enlist = (key: string, labels: readonly string[], milliseconds: number) =>
    each(labels, (label) => connection.run(scripts.enlist, named(label), [key, milliseconds]));

  return {
    kind: 'store',

    async get(key) {
      const found = (await connection.run(scripts.read, session(key))) as [string, number] | null;
      return found ? { value: found[0], expiresIn: Math.ceil(found[1] / 1000) } : undefined;
    },

    async create(key, value, { labels, seconds }) {
      const milliseconds = seconds * 1000;
      const stand = outlasting(milliseconds);
      // Labels first: there must be no moment at which the session lives and cannot be found.
      await enlist(key, labels, stand);
      await connection.run(scripts.write, session(key), [value, labels.join(' '), milliseconds, stand]);
      const listed = await each(labels, (label) => connection.run(scripts.isEnlisted, named(label), [key]));
      // The SSO has ended it in between, when there was nothing to be found yet.
      if (listed.includes(0)) await connection.run(scripts.remove, session(key));
    },

    async replace(key, value) {
      return (await connection.run(scripts.rewrite, session(key), [value])) === 1;
    },

    async touch(key, seconds) {
      const milliseconds = seconds * 1000;
      const labels = (await connection.run(scripts.prolong, session(key), [milliseconds])) as string;
      if (!labels) return;
      await enlist(key, labels.split(' '), outlasting(milliseconds));
      await connection.run(scripts.prolongAll, session(key), [milliseconds, outlasting(milliseconds)]);
    },

    async delete(key) {
      const labels = (await connection.run(scripts.remove, session(key))) as string | null;
      if (!labels) return;
      // The session is gone, whatever becomes of its name: a label drops it by itself.
      await each(labels.split(' '), (label) => connection.run(scripts.strike, named(label), [key])).catch(
        () => undefined,
      );
    },

    async revoke(label) {
      let ended = 0;
      for (;;) {
        // Marked before they are ended, and taken out after: what breaks off in the middle can be begun again.
        const keys = (await connection.run(scripts.condemn, named(label), [batch])) as string[];
        if (!keys.length) return ended;
        const gone = await each(keys, (key) => connection.run(scripts.removeLabelled, session(key), [label]));
        ended += gone.filter(Boolean).length;
        await connection.run(scripts.strike, named(label), keys);
      }
    },

    lock: (key, work) => withLock(connection, `${prefix}:lock:${key}`, work),
    async check() {
      await connection.run(scripts.probe, `${prefix}:check`);
    },
    close: () => connection.close(),
  };
}

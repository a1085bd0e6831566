import { createClient, createCluster, createSentinel } from 'redis';
import type { RedisClient, RedisPlace } from './options.ts';

/** How a client is come by. */
export interface ClientSource {
  readonly make: () => RedisClient;
  /** Whether it is ours to give up and make anew. */
  readonly owned: boolean;
}

/**
 * Nothing waits for a connection that is lost: who asks is told so. And what a server was sent that does not answer must
 * not grow for ever.
 */
const impatient = { disableOfflineQueue: true, commandsQueueMaxLength: 10_000 } as const;

/** For ever; the usual strategy gives up after a time-out. With jitter, lest all gateways come at the same moment. */
const reconnectStrategy = (retries: number) => Math.min(50 * 2 ** Math.min(retries, 6), 1000) + Math.random() * 200;

export function clientSource(place: RedisPlace): ClientSource {
  if ('client' in place) return { make: () => place.client, owned: false };
  if ('cluster' in place) {
    const { defaults, ...options } = place.cluster;
    const cluster = {
      ...options,
      useReplicas: false,
      defaults: { ...impatient, ...defaults, socket: { reconnectStrategy, ...defaults?.socket } },
    };
    return { make: () => createCluster(cluster), owned: true };
  }
  if ('sentinel' in place) {
    const { nodeClientOptions, ...options } = place.sentinel;
    const sentinel = {
      // A failover whose news was lost is found out by looking.
      scanInterval: 5000,
      ...options,
      replicaPoolSize: 0,
      nodeClientOptions: {
        ...impatient,
        ...nodeClientOptions,
        socket: { reconnectStrategy, ...nodeClientOptions?.socket },
      },
    };
    return { make: () => createSentinel(sentinel), owned: true };
  }
  const { url, options } = place;
  // The parser's own error holds the address, and with it the password.
  if (!/^rediss?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new TypeError('redisStore: url: must be an address that begins with redis:// or rediss://');
  }
  const single = { ...impatient, ...options, url, socket: { reconnectStrategy, ...options?.socket } };
  return { make: () => createClient(single), owned: true };
}

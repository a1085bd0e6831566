import type { RedisClientOptions, RedisClusterOptions, RedisSentinelOptions } from 'redis';

/** What is needed of a client of node-redis: single, pool, cluster or sentinel. */
export interface RedisClient {
  /** Whether it is connected, or tries to be. */
  readonly isOpen: boolean;
  /** Called where it is not open. */
  connect(): Promise<unknown>;
  /** Called for clients of the store's own alone. */
  destroy(): unknown;
  /** Runs a script, which touches one key. */
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  /** A client whose failures nobody hears would end the process. */
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Where Redis is. */
export type RedisPlace =
  /** One server: `redis://user:password@host:6379/0`, `rediss://` by TLS; `options` of `createClient` beside it. */
  | { readonly url: string; readonly options?: Omit<RedisClientOptions, 'url'> | undefined }
  /** The options of `createCluster`. Replicas are not read from. */
  | { readonly cluster: RedisClusterOptions }
  /** The options of `createSentinel`. Replicas are not read from. */
  | { readonly sentinel: RedisSentinelOptions }
  /** A client of your own: you give it its options (no offline queue), and close it. */
  | { readonly client: RedisClient };

/** Where sessions are kept in Redis, and how long it may take. */
export type RedisStoreOptions = RedisPlace & {
  /** What every key begins with, before a colon. Default: `epos`. */
  readonly prefix?: string | undefined;
  /** How long Redis may take for one answer, in milliseconds. Default: 2000. */
  readonly timeout?: number | undefined;
  /** Hears of connections that fail. They are made again by themselves. */
  readonly onError?: ((error: Error) => void) | undefined;
};

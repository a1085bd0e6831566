import { cookieStore, type CookieStore } from '../../sessions/cookie-store.ts';
import type { SessionStore } from '../../sessions/store.ts';
import { ConfigError, type ServerConfig } from './config.ts';

type StoreConfig = ServerConfig['store'];

/** @throws {@linkcode ConfigError} where Redis is wanted and its client is not installed */
export async function createStore(
  config: StoreConfig,
  onError: (error: Error) => void,
): Promise<CookieStore | SessionStore> {
  if (config.kind === 'cookie') return cookieStore();
  const { redisStore } = await clientOfRedis();
  const { url = '', cluster, sentinel, prefix, timeout, username, password, tls, ca } = config;
  const common = { prefix, timeout, onError };
  const secure = tls === true || ca !== undefined || url.startsWith('rediss:');
  const socket = secure ? { socket: { tls: true as const, ...(ca !== undefined && { ca }) } } : {};
  const account = {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...socket,
  };
  if (cluster) {
    return redisStore({ ...common, cluster: { rootNodes: cluster.map((node) => ({ url: node })), defaults: account } });
  }
  if (sentinel) {
    const { name, nodes, ...sentinelAccount } = sentinel;
    const guards = Object.fromEntries(Object.entries(sentinelAccount).filter(([, value]) => value !== undefined));
    return redisStore({
      ...common,
      sentinel: {
        name,
        sentinelRootNodes: nodes,
        nodeClientOptions: account,
        sentinelClientOptions: { ...guards, ...socket },
      },
    });
  }
  return redisStore({ ...common, url, options: account });
}

/** Only here: who keeps sessions in cookies need not have the client. */
async function clientOfRedis() {
  try {
    return await import('../../redis/redis.ts');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const rule = 'redis needs the package redis beside this one: npm install redis';
    throw new ConfigError('The client of Redis is missing', [{ field: 'store.kind', rule }]);
  }
}

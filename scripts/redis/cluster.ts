import { setTimeout as nextLook } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import { redisCli, startRedis, type RedisServer } from './server.ts';

/** A cluster of three primaries, with nothing that would stand in for them. */
export interface RedisCluster {
  readonly nodes: readonly RedisServer[];
  /** How many keys each node holds. */
  countKeys(): number[];
  /** Moves so many slots from the first node to the second. */
  move(slots: number): void;
  close(): Promise<void>;
}

const args = [
  ...['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'],
  ...['--appendonly', 'yes', '--appendfsync', 'always'],
];

export async function startRedisCluster(): Promise<RedisCluster> {
  const nodes: RedisServer[] = [];
  const close = async () => {
    await Promise.all(nodes.map((node) => node.close()));
  };
  try {
    // One after another: a node takes a second port, ten thousand above its own, and two must not meet.
    for (let index = 0; index < 3; index++) nodes.push(await startRedis({ args, port: await clusterPort() }));
    const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
    redisCli('--cluster', 'create', ...addresses, '--cluster-yes');
    for (const { port } of nodes) {
      while (!redisCli('-p', String(port), 'cluster', 'info').includes('cluster_state:ok')) await nextLook(50);
    }
    const idOf = (address = '') => redisCli('-p', address.split(':')[1] ?? '', 'cluster', 'myid').trim();
    return {
      nodes,
      countKeys: () => nodes.map(({ port }) => Number(redisCli('-p', String(port), 'dbsize'))),
      move(slots) {
        const [from = '', to = ''] = addresses;
        const ways = ['--cluster-from', idOf(from), '--cluster-to', idOf(to), '--cluster-slots', String(slots)];
        redisCli('--cluster', 'reshard', from, ...ways, '--cluster-yes');
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A port whose neighbour ten thousand above is a port too. */
async function clusterPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port <= 55_535) return port;
  }
}

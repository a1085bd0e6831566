import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as nextLook } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import { redisCli, startRedis, type RedisServer } from './server.ts';

/** A primary, its replica, and a sentinel that puts the second in the place of the first within seconds. */
export interface RedisSentinel {
  readonly name: string;
  /** The sentinel's. */
  readonly port: number;
  /** The primary of the beginning. */
  readonly primary: RedisServer;
  /** Waits until the replica has all that the primary has. */
  replicated(): Promise<void>;
  close(): Promise<void>;
}

const name = 'epos';

export async function startRedisSentinel(): Promise<RedisSentinel> {
  const servers: RedisServer[] = [];
  const folder = await mkdtemp(path.join(tmpdir(), 'epos-sentinel-'));
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
    await rm(folder, { recursive: true });
  };
  try {
    const primary = await startRedis({ args: ['--appendonly', 'yes'] });
    servers.push(primary);
    const replica = await startRedis({
      args: ['--replicaof', '127.0.0.1', String(primary.port), '--repl-diskless-sync-delay', '0'],
    });
    servers.push(replica);
    const replicated = async () => {
      while (redisCli('-p', String(primary.port), 'wait', '1', '1000').trim() !== '1') await nextLook(50);
    };
    await replicated();

    // It writes what it learns into the file that it was started with.
    const file = path.join(folder, 'sentinel.conf');
    const rules = [
      `sentinel monitor ${name} 127.0.0.1 ${primary.port} 1`,
      `sentinel down-after-milliseconds ${name} 1000`,
      `sentinel failover-timeout ${name} 5000`,
    ];
    await writeFile(file, `${rules.join('\n')}\n`);
    const port = await freePort();
    servers.push(await startRedis({ port, first: [file, '--sentinel'], ready: '+monitor master' }));
    while (!redisCli('-p', String(port), 'sentinel', 'replicas', name).includes(String(replica.port)))
      await nextLook(50);
    return { name, port, primary, replicated, close };
  } catch (error) {
    await close();
    throw error;
  }
}

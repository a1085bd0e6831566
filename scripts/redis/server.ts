import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../free-port.ts';
import { findOrInstall } from '../tools.ts';

/** A Redis of one's own on loopback. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Starts it again where it was, with what it had kept. */
  start(): Promise<void>;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** It holds its connections and says nothing. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

export interface RedisServerOptions {
  port?: number;
  /** As after `redis-server` on a command line. */
  args?: readonly string[];
  /** What stands before all else: a file of rules, another mode. */
  first?: readonly string[];
  /** A line of its log by which it is known to be ready. */
  ready?: string;
}

export function findRedis(): { server: string; cli: string } {
  const server = findOrInstall({
    name: 'Redis',
    variable: 'REDIS_SERVER_PATH',
    commands: ['redis-server'],
    debianPackages: ['redis-server'],
  });
  const cli = findOrInstall({
    name: "Redis' command line",
    variable: 'REDIS_CLI_PATH',
    commands: ['redis-cli'],
    debianPackages: ['redis-tools'],
  });
  return { server, cli };
}

/** Asks `redis-cli`, and throws where it fails. */
export function redisCli(...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(findRedis().cli, args, { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`redis-cli ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** How long a start may take, in milliseconds; it reads what it had kept. */
const patience = 20_000;

export async function startRedis({
  port: wish,
  first = ['--save', ''],
  args = [],
  ready = 'Ready to accept connections',
}: RedisServerOptions = {}): Promise<RedisServer> {
  const { server } = findRedis();
  const port = wish ?? (await freePort());
  const folder = await mkdtemp(path.join(tmpdir(), 'epos-redis-'));
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();

  const signal = (name: NodeJS.Signals) => {
    if (child?.pid) process.kill(-child.pid, name);
  };
  const end = async (name: NodeJS.Signals) => {
    if (!child) return;
    signal('SIGCONT');
    signal(name);
    await ended;
    child = undefined;
  };
  const start = async () => {
    const options = [...first, '--bind', '127.0.0.1', '--port', String(port), '--dir', folder, ...args];
    // A group of its own, which ends when the pipe does: also when this process is killed and can end nothing itself.
    child = spawn('/bin/sh', ['-c', '"$@" & cat; kill -s KILL -- -$$', 'sh', server, ...options], {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // `close` and not `exit`: the server holds the pipes until it is gone too.
    ended = once(child, 'close');
    await saying(child, ready).catch(async (error: unknown) => {
      await end('SIGKILL');
      throw error;
    });
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    freeze: () => {
      signal('SIGSTOP');
    },
    thaw: () => {
      signal('SIGCONT');
    },
    async close() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function saying({ stdout, stderr }: ChildProcess, words: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  let log = '';
  const timer = setTimeout(() => {
    reject(new Error(`Redis did not become ready in time:\n${log}`));
  }, patience);
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes(words)) resolve(undefined);
      // Nobody reads a log of hours.
      log = log.slice(-10_000);
    });
  }
  await promise.finally(() => {
    clearTimeout(timer);
  });
}

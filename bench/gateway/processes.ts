import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as nextLook } from 'node:timers/promises';
import { freePort } from '../../scripts/free-port.ts';

/** A server in a process of its own: what it takes is not taken from whoever measures. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  /** From the start of the process until it answered, in milliseconds. */
  readonly startTime: number;
  /** Has it collect its garbage now: what is in the heap afterwards stays there. */
  sweep(): void;
  close(): Promise<void>;
}

const sweeper = new URL('sweeper.ts', import.meta.url).href;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
// Whoever is ended from without exits too: else the servers would outlive the bench.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** Starts a script that listens at the port named by its last argument, and waits until `probe` is answered. */
export async function startProcess(
  script: string,
  args: readonly string[],
  { port, probe = '/' }: { port?: number; probe?: string } = {},
): Promise<ServerProcess> {
  const place = port ?? (await freePort());
  const began = performance.now();
  const file = path.resolve(import.meta.dirname, script);
  const own = ['--conditions=epos-source', '--expose-gc', '--import', sweeper];
  const all = [...own, file, ...args, ...(port === undefined ? [String(place)] : [])];
  // What it writes is a part of its work; who reads it is not measured.
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'ignore', 'inherit'] });
  running.add(child);
  const url = `http://localhost:${place}`;
  while (!(await answers(`${url}${probe}`))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}.`);
    await nextLook(10);
  }
  const startTime = performance.now() - began;
  return {
    url,
    port: place,
    startTime,
    sweep() {
      child.kill('SIGUSR2');
    },
    async close() {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
      running.delete(child);
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

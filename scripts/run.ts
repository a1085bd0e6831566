import { spawn } from 'node:child_process';
import path from 'node:path';

export interface RunOptions {
  cwd?: string;
  /** Variables beside those of this process. */
  env?: NodeJS.ProcessEnv;
  /** After how many milliseconds it is ended. Default: never. */
  timeout?: number;
}

/** The workspace's tools, and its Node for those of them that start `node` by name. */
export const bin = path.resolve(import.meta.dirname, '../node_modules/.bin');

/** Runs a command on this terminal and resolves with its exit code. */
export function run(
  command: string,
  args: readonly string[],
  { cwd = '.', env, timeout }: RunOptions = {},
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env, PATH: [bin, process.env.PATH].join(path.delimiter) },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout,
  });
  child.on('error', reject);
  child.on('exit', (code) => {
    resolve(code ?? 1);
  });
  return promise;
}

import { spawn } from 'node:child_process';

export interface RunOptions {
  cwd?: string;
  /** Variables beside those of this process. */
  env?: NodeJS.ProcessEnv;
}

/** Runs a command on this terminal and resolves with its exit code. */
export function run(command: string, args: readonly string[], { cwd = '.', env }: RunOptions = {}): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  child.on('error', reject);
  child.on('exit', (code) => {
    resolve(code ?? 1);
  });
  return promise;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Sandbox } from '@epos-login/sandbox';
import { keys, secretOf } from './stage.ts';

const command = path.resolve(import.meta.dirname, '../command/command.ts');

/** The gateway as a process of its own, by its command. */
export interface Command {
  readonly port: number;
  readonly adminPort: number;
  /** What it has written, a line each. */
  readonly lines: readonly LogLine[];
  /** Everything that came out of it, as it came. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  kill(): Promise<void>;
}

export interface LogLine {
  readonly event: string;
  readonly level: string;
  readonly [field: string]: unknown;
}

/** Runs it to its end. */
export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawnCommand(args, env);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Starts it, and resolves when it serves. */
export async function startCommand(file: string): Promise<Command> {
  const child = spawnCommand(['--config', file]);
  const lines: LogLine[] = [];
  const started = Promise.withResolvers<LogLine>();
  let output = '';
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    const parts = `${rest}${chunk.toString()}`.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const line = JSON.parse(part) as LogLine;
      lines.push(line);
      if (line.event === 'started') started.resolve(line);
    }
  });
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  void ended.then(() => {
    started.reject(new Error(`The command ended instead of starting: ${output}`));
  });
  const { port, admin_port: adminPort } = await started.promise;
  return {
    port: port as number,
    adminPort: adminPort as number,
    lines,
    output: () => output,
    signal: (name) => child.kill(name),
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function spawnCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--conditions=epos-source', command, ...args], {
    env: { ...process.env, NODE_V8_COVERAGE: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test file that is ended for its time takes its processes with it.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
  return child;
}

/** A folder of configurations. */
export interface Configurations {
  /** Writes one for a gateway at this origin, and gives its path. */
  write(origin: string, fields?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Writes a secret, and gives what the configuration says of it. */
  secret(text: string): Promise<{ file: string }>;
  remove(): Promise<void>;
}

export async function configurations({ origins, portalUrl, ...sandbox }: Sandbox): Promise<Configurations> {
  const folder = await mkdtemp(path.join(tmpdir(), 'epos-gateway-'));
  let count = 0;
  const secret = async (text: string) => {
    const file = path.join(folder, `secret-${(count += 1)}`);
    await writeFile(file, `${text}\n`);
    return { file };
  };
  const clientSecret = await secret(secretOf({ origins, portalUrl, ...sandbox }).secret);
  const key = await secret(keys[0] ?? '');
  return {
    secret,
    async write(origin, fields = {}) {
      const file = path.join(folder, `gateway-${(count += 1)}.json`);
      const config = {
        listen: { host: 'localhost', port: 0 },
        admin: { host: 'localhost', port: 0 },
        shutdown: { delay: 0 },
        url: `${origin}/auth`,
        home: `${origin}/home`,
        issuer: origins.sso,
        clientId: 'epos-server',
        clientAuth: { method: 'client_secret_basic', secret: clientSecret },
        keys: [key],
        proxy: [{ path: '/api/', upstream: `${portalUrl}/` }],
        ...fields,
      };
      await writeFile(file, JSON.stringify(config));
      return file;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

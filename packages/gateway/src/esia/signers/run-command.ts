import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { SignerError } from './signer-error.ts';

/** A program to run: never through a shell, so no argument is ever read as anything else. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** What it reads from its standard input. */
  readonly input?: Uint8Array;
  /** What it reads from descriptor 3: arguments are seen by everybody on the machine, a pipe by nobody. */
  readonly secret?: string | undefined;
}

/** No signature and no complaint is longer. */
const maximum = 65_536;

/** Runs the program and gives what it wrote; kills it when the signal says so. */
export function runCommand({ command, args, input, secret = '' }: Command, signal: AbortSignal): Promise<Uint8Array> {
  const name = path.basename(command);
  return new Promise((resolve, reject) => {
    // In a group of its own: it can be ended with whatever it has started, and there is no terminal it could ask.
    const stdio = ['pipe', 'pipe', 'pipe', 'pipe'] as const;
    const child = spawn(command, args, { stdio: [...stdio], detached: !isWindows, windowsHide: true });
    const written = collect(child.stdout);
    const complaint = collect(child.stderr);
    const kill = () => {
      end(child);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', kill);
    child.once('error', (cause: NodeJS.ErrnoException) => {
      signal.removeEventListener('abort', kill);
      const missing = cause.code === 'ENOENT' || cause.code === 'EACCES';
      reject(new SignerError(missing ? 'not_found' : 'unavailable', `${name} cannot be run (${cause.code}).`, cause));
    });
    child.once('close', (code, killedBy) => {
      signal.removeEventListener('abort', kill);
      if (code === 0) resolve(Buffer.concat(written));
      else reject(new SignerError('refused', `${name} ended with ${code ?? killedBy}${firstLine(complaint)}`));
    });
    // A program that ends before it has read all is told by its code, not by the broken pipe.
    for (const pipe of [child.stdin, child.stdio[3]]) pipe?.on('error', () => undefined);
    child.stdin.end(input);
    // An empty line at least: OpenSSL would ask the terminal for the password of a key that has one.
    (child.stdio[3] as NodeJS.WritableStream).end(`${secret}\n`);
  });
}

const isWindows = process.platform === 'win32';

/** Not by the polite signal: a program that hangs in a driver of a token does not hear it. */
function end(child: ChildProcess): void {
  try {
    if (isWindows || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

function collect(stream: NodeJS.ReadableStream): Buffer[] {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maximum) chunks.push(chunk);
  });
  return chunks;
}

function firstLine(chunks: readonly Buffer[]): string {
  const [line = ''] = Buffer.concat(chunks).toString().trim().split('\n');
  return line === '' ? '.' : `: ${line.slice(0, 300)}`;
}

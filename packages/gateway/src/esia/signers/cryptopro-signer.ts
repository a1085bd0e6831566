import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reversed } from '../gost/bytes.ts';
import type { Signer } from '../gost/signer.ts';
import { withPatience } from './patience.ts';
import { runCommand } from './run-command.ts';
import { demandSignature, SignerError } from './signer-error.ts';
import { createTurns } from './turns.ts';

/** What the command line is made of. */
export interface CryptoProFiles {
  readonly container: string;
  /** The file that holds the data. */
  readonly input: string;
  /** The file in which the signature is expected. */
  readonly output: string;
}

/** Where КриптоПро CSP is, and with which container it signs. */
export interface CryptoProSignerOptions {
  /** The name of the key's container, as `csptest -keyset` shows it. */
  readonly container: string;
  /** Default: `/opt/cprocsp/bin/amd64/csptest`. */
  readonly command?: string;
  /** The arguments, where the tool or its version wants others than `csptest -keys -sign GOST12_256 …`. */
  readonly arguments?: (files: CryptoProFiles) => readonly string[];
  /** КриптоПро writes a signature last byte first; `straight` for a tool that does not. Default: `reversed`. */
  readonly byteOrder?: 'reversed' | 'straight';
  /** How long a signature may take, waiting included, in milliseconds. Default: 10 seconds. */
  readonly timeout?: number;
  /** How many processes may run at a time. Default: 1, for a key on a token serves one caller. */
  readonly concurrency?: number;
  /** Where the data lie while they are signed. Default: the system's folder for temporary files. */
  readonly directory?: string;
}

const csptest = ({ container, input, output }: CryptoProFiles) => [
  ...['-keys', '-sign', 'GOST12_256', '-cont', container, '-keytype', 'exchange'],
  ...['-in', input, '-out', output],
];

/**
 * Signs by the command line of КриптоПро CSP: a server licence of it is a certified means.
 *
 * The CSP itself has to know the container's password: there is no option for it here, since csptest would take it as
 * an argument, which everybody on the machine can read.
 *
 * `sign` rejects with `SignerError`: `not_found`, `refused`, `timeout`, `aborted`, `bad_answer`.
 *
 * @example
 * ```ts
 * const signer = createCryptoProSigner({ container: '\\\\.\\HDIMAGE\\epos' });
 * ```
 * @see esia-and-epos A4 «развернуть зеркально, побайтово, полученную подпись» (МР 6186)
 */
export function createCryptoProSigner({
  container,
  command = '/opt/cprocsp/bin/amd64/csptest',
  arguments: argumentsOf = csptest,
  byteOrder = 'reversed',
  timeout = 10_000,
  concurrency = 1,
  directory = tmpdir(),
}: CryptoProSignerOptions): Signer {
  const turns = createTurns(concurrency);

  async function sign(data: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    // A folder that nobody else may enter: the data hold no secret, but must not be changed on the way.
    const folder = await mkdtemp(path.join(directory, 'epos-esia-'));
    const [input, output] = [path.join(folder, 'data'), path.join(folder, 'signature')];
    try {
      await writeFile(input, data, { mode: 0o600 });
      await runCommand({ command, args: argumentsOf({ container, input, output }) }, signal);
      const bytes = await readFile(output).catch((cause: unknown) => {
        throw new SignerError('bad_answer', 'КриптоПро wrote no signature.', cause);
      });
      demandSignature(bytes, 'КриптоПро');
      return byteOrder === 'reversed' ? reversed(bytes) : bytes;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    sign: (data, { signal } = {}) =>
      withPatience('КриптоПро', timeout, signal, (limit) => turns(() => sign(data, limit), limit)),
  };
}

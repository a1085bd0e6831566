import path from 'node:path';
import type { Signer } from '../gost/signer.ts';
import { withPatience } from './patience.ts';
import { runCommand } from './run-command.ts';
import { demandSignature } from './signer-error.ts';
import { createTurns } from './turns.ts';

/** Where OpenSSL is, and with which key it signs. */
export interface OpensslSignerOptions {
  /** The file of the private key, PEM, readable to this process alone. */
  readonly keyFile: string;
  /** What the key is encrypted with. Goes through a pipe, never into the arguments. Not on Windows. */
  readonly passphrase?: string;
  /** Default: `openssl`, found in PATH. */
  readonly command?: string;
  /**
   * How OpenSSL comes by GOST: an engine (`libengine-gost-openssl` of Debian), or a provider, for builds whose provider
   * reads keys and signs (that of Debian 12 only digests and enciphers). Default: `{ engine: 'gost' }`.
   */
  readonly gost?: { readonly engine: string } | { readonly provider: string };
  /** How long a signature may take, waiting included, in milliseconds. Default: 5 seconds. */
  readonly timeout?: number;
  /** How many processes may run at a time. Default: 4. */
  readonly concurrency?: number;
}

/**
 * Signs by the OpenSSL of this machine, whose output is ESIA's own form.
 *
 * `sign` rejects with `SignerError`: `not_found` without the program, `refused` without the engine, the key or its
 * passphrase, `timeout`, `aborted`, `bad_answer` for a key of another kind.
 *
 * @example
 * ```ts
 * const signer = createOpensslSigner({ keyFile: '/etc/epos/esia.key' });
 * ```
 * @see esia-and-epos A4 "OpenSSL+gost engine … output is used as is"
 */
export function createOpensslSigner({
  keyFile,
  passphrase,
  command = 'openssl',
  gost = { engine: 'gost' },
  timeout = 5000,
  concurrency = 4,
}: OpensslSignerOptions): Signer {
  const turns = createTurns(concurrency);
  const source = 'engine' in gost ? ['-engine', gost.engine] : ['-provider', gost.provider, '-provider', 'default'];
  // Absolute: no file name is taken for an option.
  const key = ['-sign', path.resolve(keyFile), '-passin', 'fd:3'];
  const args = ['dgst', ...source, '-md_gost12_256', '-binary', ...key];
  return {
    sign: (data, { signal } = {}) =>
      withPatience('OpenSSL', timeout, signal, async (limit) => {
        const run = () => runCommand({ command, args, input: data, secret: passphrase }, limit);
        return demandSignature(await turns(run, limit), 'OpenSSL');
      }),
  };
}

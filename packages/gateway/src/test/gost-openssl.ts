import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findGostEngine } from '../../../../scripts/gost-engine.ts';

/** The parameter sets of 256-bit keys as OpenSSL's engine names them, with what they are. */
export const parameterSets = {
  A: 'CryptoPro A',
  B: 'CryptoPro B',
  C: 'CryptoPro C',
  XA: 'CryptoPro XchA',
  XB: 'CryptoPro XchB',
  TCA: 'TC 26 256 A',
  TCB: 'TC 26 256 B',
  TCC: 'TC 26 256 C',
  TCD: 'TC 26 256 D',
} as const;

export type ParameterSet = keyof typeof parameterSets;

export interface OpensslKey {
  readonly keyFile: string;
  /** PKCS #8, PEM. */
  readonly pem: string;
  /** A self-signed certificate, PEM. */
  readonly certificate: string;
}

/** OpenSSL with its GOST engine: what it signs must verify here, and what is signed here must verify there. */
export interface Openssl {
  readonly command: string;
  /** A folder for the files of this test file. */
  readonly folder: string;
  key(set: ParameterSet): OpensslKey;
  sign(key: OpensslKey, data: Uint8Array): Uint8Array;
  verifies(certificate: string | Uint8Array, data: Uint8Array, signature: Uint8Array): boolean;
  /** Streebog-256, in upper-case hexadecimal. */
  digest(data: Uint8Array): string;
  run(args: readonly string[], input?: Uint8Array | string): Buffer;
  close(): void;
}

export function startOpenssl(): Openssl {
  const command = findGostEngine();
  const folder = mkdtempSync(path.join(tmpdir(), 'epos-openssl-'));
  let files = 0;
  const file = (name: string) => path.join(folder, `${files++}-${name}`);
  const call = (args: readonly string[], input: Uint8Array | string = '') => spawnSync(command, args, { input });

  function run(args: readonly string[], input?: Uint8Array | string): Buffer {
    const { status, stdout, stderr } = call(args, input);
    if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr.toString()}`);
    return stdout;
  }

  function write(name: string, content: Uint8Array | string): string {
    const written = file(name);
    writeFileSync(written, content, { mode: 0o600 });
    return written;
  }

  return {
    command,
    folder,
    run,
    key(set) {
      const keyFile = file(`${set}.key`);
      run([
        ...['genpkey', '-engine', 'gost', '-algorithm', 'gost2012_256', '-pkeyopt', `paramset:${set}`],
        ...['-out', keyFile],
      ]);
      const request = ['req', '-x509', '-engine', 'gost', '-new', '-key', keyFile, '-subj', '/CN=EPOS', '-days', '30'];
      const certificate = run([...request, '-md_gost12_256']).toString();
      return { keyFile, pem: readFileSync(keyFile, 'utf8'), certificate };
    },
    sign: ({ keyFile }, data) => run(['dgst', '-engine', 'gost', '-md_gost12_256', '-binary', '-sign', keyFile], data),
    verifies(certificate, data, signature) {
      const isPem = typeof certificate === 'string';
      const form = ['x509', '-engine', 'gost', '-inform', isPem ? 'PEM' : 'DER', '-pubkey', '-noout'];
      const key = write('public.pem', run(form, certificate));
      const signed = write('signature', signature);
      const { status, stdout } = call(
        ['dgst', '-engine', 'gost', '-md_gost12_256', '-verify', key, '-signature', signed],
        data,
      );
      return status === 0 && stdout.toString().includes('Verified OK');
    },
    digest: (data) => run(['dgst', '-engine', 'gost', '-md_gost12_256', '-binary'], data).toString('hex').toUpperCase(),
    close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

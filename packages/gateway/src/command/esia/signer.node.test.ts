import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import * as esia from '../../esia/esia.ts';
import { signerOf } from './signer.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'epos-signer-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** Stands in for a program of КриптоПро: writes 64 bytes that differ to where it is told, and what it was told. */
function program(output: string): { command: string; told: () => string[] } {
  const command = path.join(folder, 'csptest');
  const seen = path.join(folder, 'seen');
  const script = `printf '%s\\n' "$@" > '${seen}'; for n in $(seq 64); do printf "\\\\$(printf %o $n)"; done > "${output}"`;
  writeFileSync(command, `#!/bin/sh\n${script}\n`);
  chmodSync(command, 0o700);
  return { command, told: () => readFileSync(seen, 'utf8').trim().split('\n') };
}

const signature = Uint8Array.from({ length: 64 }, (_, index) => index + 1);

test('КриптоПро signs with the arguments of its tool, last byte first', async () => {
  const { command, told } = program('${11}');
  const signer = signerOf({ kind: 'cryptopro', container: 'epos', command }, esia, fetch);
  assert.deepEqual(await signer.sign(Buffer.from('data')), signature.toReversed());
  assert.deepEqual(told().slice(0, 5), ['-keys', '-sign', 'GOST12_256', '-cont', 'epos']);
});

test('another tool of КриптоПро gets the arguments that the configuration writes', async () => {
  const { command, told } = program('${3#to=}');
  const args = ['sign', '--key={container}', 'to={output}', '{input}', '{other}'];
  const config = { kind: 'cryptopro', container: '$&', command, arguments: args, byteOrder: 'straight' } as const;
  const signer = signerOf(config, esia, fetch);
  assert.deepEqual(Uint8Array.from(await signer.sign(Buffer.from('data'))), signature);
  const [verb, key, to, input, other] = told();
  // A name is put in as it is: `$&` would mean something to `replace`.
  assert.deepEqual([verb, key, other], ['sign', '--key=$&', '{other}']);
  assert.match(to ?? '', /^to=\/.+signature$/);
  assert.match(input ?? '', /^\/.+data$/);
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { esiaCertificate } from '../../test/esia-certificate.ts';
import { certificateHash } from '../gost/gost.ts';
import { certificateFiles, certificatesOfZip } from './certificate-files.ts';
import { certificateSet } from './certificates.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'epos-certificates-'));
after(() => {
  rmSync(folder, { recursive: true });
});

const [first, second, third] = [esiaCertificate(), esiaCertificate(), esiaCertificate()];
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

/** As ESIA packs it: certificates in two writings, a key set, and folders with Cyrillic names. */
const esiaZip = zipSync({
  'esia/RSA_PROD_2025.cer': first.der,
  'esia/RSA_PROD_2025_JWK.jwk': bytes('{}'),
  'esia/ГОСТ_PROD_25_26.cer': bytes(pem(second.der)),
  'esia/broken.cer': bytes('nothing'),
  'readme.txt': bytes('x'),
});

function write(name: string, content: Uint8Array | string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const hashesOf = async (source: () => Promise<readonly Uint8Array[]>) => {
  const set = certificateSet(source, () => Date.UTC(2027, 0));
  return (await set.known(undefined)).map(({ hash }) => hash).sort();
};

test('Files, folders and ESIA’s archive are read, in DER and PEM', async () => {
  const zip = write('esia.zip', esiaZip);
  assert.deepEqual(await hashesOf(certificateFiles(zip)), [first.hash, second.hash].sort());
  const single = write('one.cer', third.der);
  assert.deepEqual(await hashesOf(certificateFiles(single)), [third.hash]);
  write('set/a.pem', pem(first.der));
  write('set/b.CRT', third.der);
  write('set/notes.txt', pem(second.der));
  assert.deepEqual(await hashesOf(certificateFiles(path.join(folder, 'set'))), [first.hash, third.hash].sort());
  assert.deepEqual(await hashesOf(certificateFiles(zip, single)), [first.hash, second.hash, third.hash].sort());
});

test('A place without certificates, and a place that is not there, are refused by name', async () => {
  const empty = write('empty/readme.txt', 'x');
  await assert.rejects(certificateFiles(path.dirname(empty))(), /No certificate was found in .*empty/);
  await assert.rejects(certificateFiles(path.join(folder, 'nowhere'))(), /ENOENT/);
  await assert.rejects(certificateFiles(write('broken.zip', 'PK'))());
});

test('The files are read again when ESIA has changed its certificate', async () => {
  let at = Date.UTC(2027, 0);
  const file = write('rotating.cer', first.der);
  const set = certificateSet(certificateFiles(file), () => at);
  assert.equal((await set.known(second.hash)).length, 0);
  writeFileSync(file, second.der);
  assert.equal((await set.renewed(second.hash)).length, 0, 'not in a storm');
  at += 60_000;
  assert.equal((await set.renewed(second.hash)).length, 1);
});

test('A set that cannot be read again serves on as it was', async () => {
  let at = Date.UTC(2027, 0);
  const file = write('replaced.cer', first.der);
  const set = certificateSet(certificateFiles(file), () => at);
  assert.equal((await set.known(first.hash)).length, 1);
  rmSync(file);
  at += 60_000;
  await assert.rejects(set.renewed(second.hash), { code: 'unavailable' });
  assert.equal((await set.known(first.hash)).length, 1);
  writeFileSync(file, second.der);
  at += 60_000;
  assert.equal((await set.renewed(second.hash)).length, 1);
});

test('What an archive claims to be small is not unpacked larger', () => {
  const bomb = zipSync({ 'bomb.cer': new Uint8Array(50_000_000), 'ok.cer': first.der });
  assert.equal(certificatesOfZip(bomb).length, 1);
  const lying = Uint8Array.from(bomb);
  const view = new DataView(lying.buffer);
  // The length in the central directory, of the first entry.
  const directory = view.getUint32(lying.length - 22 + 16, true);
  view.setUint32(directory + 24, 1000, true);
  assert.deepEqual(certificatesOfZip(lying).map(certificateHash), [first.hash]);
});

test('An archive of any bytes gives certificates or an error', () => {
  const changed = fc.array(fc.tuple(fc.nat(esiaZip.length - 1), fc.nat(255)), { maxLength: 8 }).map((changes) => {
    const archive = Uint8Array.from(esiaZip);
    for (const [at, byte] of changes) archive[at] = byte;
    return archive;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), changed), (archive) => {
      try {
        for (const der of certificatesOfZip(archive)) assert.equal(der[0], 0x30);
      } catch (error) {
        assert.ok(error instanceof Error);
      }
    }),
    { numRuns: 200 },
  );
});

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { certificateDer } from '../gost/gost.ts';

/** No certificate is longer, no set larger. */
const largestFile = 100_000;
const largestSet = 200;

const named = /\.(cer|crt|der|pem)$/i;

/**
 * Reads ESIA's certificates from files, folders and archives such as ESIA's own `esia.zip`, for
 * `createEsiaClient({ certificates })`. They are read again when a token names a certificate that is not among them, so
 * replacing the files is enough after ESIA has changed its certificate.
 *
 * @param places paths of `.cer`, `.crt`, `.der` or `.pem` files (DER or PEM), of `.zip` archives of such, or of folders
 * with any of these
 * @returns what `certificates` takes; rejects where a place cannot be read or no certificate is found
 * @example
 * ```ts
 * const certificates = certificateFiles('/etc/epos/esia.zip');
 * ```
 * @see esia-and-epos A6 for what `esia.zip` holds
 */
export function certificateFiles(...places: readonly string[]): () => Promise<Uint8Array[]> {
  return async () => {
    const found = (await Promise.all(places.map(readPlace))).flat();
    if (found.length === 0) throw new Error(`No certificate was found in ${places.join(', ')}.`);
    return found;
  };
}

async function readPlace(place: string): Promise<Uint8Array[]> {
  if (!(await stat(place)).isDirectory()) return readCertificateFile(place);
  const names = (await readdir(place)).filter((name) => named.test(name) || isArchive(name)).slice(0, largestSet);
  return (await Promise.all(names.map((name) => readCertificateFile(path.join(place, name))))).flat();
}

async function readCertificateFile(file: string): Promise<Uint8Array[]> {
  const bytes = await readFile(file);
  return isArchive(file) ? certificatesOfZip(bytes) : readable(bytes);
}

/**
 * The certificates in an archive such as ESIA's `esia.zip`, for a function of one's own that fetches it.
 *
 * @throws Error where the bytes are no archive
 */
export function certificatesOfZip(archive: Uint8Array): Uint8Array[] {
  let count = 0;
  const files = unzipSync(archive, {
    // The sizes are those that the archive claims, and no more is ever unpacked.
    filter: ({ name, originalSize }) => named.test(name) && originalSize <= largestFile && count++ < largestSet,
  });
  return Object.values(files).flatMap(readable);
}

/** One file that is no certificate costs itself, not the set. */
function readable(bytes: Uint8Array): Uint8Array[] {
  try {
    return [certificateDer(bytes)];
  } catch {
    return [];
  }
}

function isArchive(name: string): boolean {
  return /\.zip$/i.test(name);
}

import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { root } from '../packages.ts';
import { run } from '../run.ts';

/** Chromium 109, the last one for Windows 7 and 8.1, as a package of npm brings it for Linux. */
const bringer = '@sparticuz/chromium@109.0.6';

/** The executable of Chromium 109; downloaded first where it is missing. */
export async function findChromium109(): Promise<string> {
  const home = path.join(root, 'node_modules/.cache/chromium-109');
  if (!existsSync(home)) await download(home);
  return path.join(home, 'chromium');
}

/** From the npm registry of the machine's own settings. What else the package does is of no use here. */
async function download(home: string): Promise<void> {
  console.error('Downloading Chromium 109 (once, 57 MB)…');
  const unpacking = `${home}-${process.pid}`;
  await mkdir(unpacking, { recursive: true });
  try {
    await must(run('npm', ['pack', bringer, '--silent', '--pack-destination', unpacking]));
    const [archive = ''] = await readdir(unpacking);
    await must(run('tar', ['-xzf', path.join(unpacking, archive), '-C', unpacking]));
    const packed = await readFile(path.join(unpacking, 'package/bin/chromium.br'));
    await writeFile(path.join(unpacking, 'chromium'), brotliDecompressSync(packed));
    await chmod(path.join(unpacking, 'chromium'), 0o755);
    await rm(path.join(unpacking, archive));
    await rm(path.join(unpacking, 'package'), { recursive: true });
    // At once and whole, or not at all: a download that was cut off must not be taken for a browser.
    await rename(unpacking, home);
  } finally {
    await rm(unpacking, { recursive: true, force: true });
  }
}

async function must(command: Promise<number>): Promise<void> {
  const code = await command;
  if (code !== 0) throw new Error(`npm could not bring ${bringer} (exit code ${code}): see above.`);
}

import { cp } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { browserFloor } from '../../scripts/library.ts';

/** Builds the subsystem of the tests for these addresses, from the SDK's sources. */
export async function buildPage(folder: string, { issuer, portal }: { issuer: string; portal: string }): Promise<void> {
  const source = path.join(import.meta.dirname, 'page');
  for (const place of ['index.html', 'bound/index.html', 'pushed/index.html'])
    await cp(path.join(source, 'index.html'), path.join(folder, place));
  await build({
    entryPoints: [path.join(source, 'main.ts')],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: browserFloor,
    conditions: ['epos-source'],
    define: { ISSUER: JSON.stringify(issuer), PORTAL: JSON.stringify(portal) },
    logLevel: 'warning',
  });
}

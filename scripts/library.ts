import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Options } from 'tsup';

/** The oldest browsers that schools have: Windows 7 and 8.1 end at Chromium 109. */
export const browserFloor = ['chrome109', 'firefox115', 'safari16.4'];

/** What every published package builds alike: ES modules with bare imports, and declarations. */
export function library(entry: NonNullable<Options['entry']>, target: string | string[] = browserFloor): Options {
  return {
    entry,
    target,
    format: 'esm',
    splitting: true,
    clean: true,
    // `node:sqlite` and its kind have no name without the prefix.
    removeNodeProtocol: false,
    tsconfig: 'tsconfig.build.json',
    // A composite project must list every file it meets; the declaration bundler starts from the entries alone.
    dts: { compilerOptions: { composite: false, incremental: false } },
    esbuildOptions(options) {
      // Otherwise each Cyrillic letter becomes six bytes.
      options.charset = 'utf8';
    },
  };
}

/** Writes a stylesheet beside the modules, once tsup has cleaned and filled the folder. */
export function stylesheet(source: string, outfile: string) {
  return async (): Promise<void> => {
    await build({ entryPoints: [source], outfile, minify: true, target: browserFloor });
  };
}

/** What `base/version.ts` of the elements is told: the version that is published. */
export function versionOf(manifest: string): Record<string, string> {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return { EPOS_LOGIN_VERSION: JSON.stringify(version) };
}

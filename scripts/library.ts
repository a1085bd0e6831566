import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { Options } from 'tsup';

/** The oldest browsers that schools have: Windows 7 and 8.1 end at Chromium 109. */
export const browserFloor = ['chrome109', 'firefox115', 'safari16.4'];

/** What every published package builds alike: ES modules with bare imports, and declarations of its entries. */
export function library(
  entry: Record<string, string>,
  target: string | string[] = browserFloor,
  parts: Record<string, string> = {},
): Options {
  return {
    entry: { ...parts, ...entry },
    target,
    format: 'esm',
    splitting: true,
    clean: true,
    // `node:sqlite` and its kind have no name without the prefix.
    removeNodeProtocol: false,
    tsconfig: 'tsconfig.build.json',
    // A composite project must list every file it meets; the declaration bundler starts from the entries alone.
    dts: { entry, compilerOptions: { composite: false, incremental: false } },
    esbuildOptions(options) {
      // Otherwise each Cyrillic letter becomes six bytes.
      options.charset = 'utf8';
    },
  };
}

/**
 * What a browser loads lazily, each under the name of its file. tsup would add eight letters of its own, which stand in
 * every import and which nothing compresses; a page's build adds such anyway. Two files of one name keep theirs apart by
 * tsup's letters.
 */
export function lazyParts(): Record<string, string> {
  const files = globSync('src/**/*.ts', { exclude: ['**/*.test.ts', '**/*.stories.ts'] });
  const parts = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?<!^ *\*.*)\bimport\('(\..+?)'\)/gm)].map(({ 1: part = '' }) =>
      path.join(path.dirname(file), part),
    ),
  );
  const named = Map.groupBy(new Set(parts), (part) => path.basename(part, '.ts'));
  return Object.fromEntries([...named].flatMap(([name, [part, another]]) => (part && !another ? [[name, part]] : [])));
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

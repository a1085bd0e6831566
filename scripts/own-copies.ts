import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Gives the files of a folder copies of small helpers, instead of sharing them with what else is published.
 *
 * A bundler puts a file that two lazy parts import into a chunk of its own. Pages load one transport, and would pay for
 * the sharing with the other by a handful of requests and by text that is compressed piece by piece. Only for files
 * without a state and without classes that somebody tells apart.
 *
 * @param folder whose files get the copies, below `src`; or a single file
 * @param files what is copied, below `src`
 */
export function ownCopies(folder: string, files: readonly string[]): Plugin {
  const source = path.resolve('src');
  // What a copy is asked for with: esbuild tells modules apart by it.
  const mark = `?of=${folder}`;
  const copied = new Set(files.map((file) => path.join(source, file)));
  const place = path.join(source, folder);
  const isIn = (file: string) => file === place || file.startsWith(place + path.sep);
  return {
    name: `own-copies-${folder}`,
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path: wanted, importer, resolveDir, kind, pluginData }) => {
        const file = path.resolve(resolveDir, wanted);
        const isAsked = isIn(importer) || pluginData === mark;
        return isAsked && kind === 'import-statement' && copied.has(file) ? { path: file, suffix: mark } : undefined;
      });
      build.onLoad({ filter: /\.ts$/ }, async ({ path: file, suffix }) =>
        suffix === mark
          ? { contents: await readFile(file, 'utf8'), loader: 'ts', resolveDir: path.dirname(file), pluginData: mark }
          : undefined,
      );
    },
  };
}

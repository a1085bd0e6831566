import { build, type BuildOptions } from 'esbuild';
import { browserFloor } from '../library.ts';

/** Bundles sources as applications ship them, in a few files and in memory: their texts by their addresses. */
export async function bundleOf(
  entryPoints: NonNullable<BuildOptions['entryPoints']>,
  options: BuildOptions = {},
): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    conditions: ['epos-source', 'browser'],
    ...options,
    entryPoints,
    bundle: true,
    splitting: true,
    write: false,
    outdir: '/bundle',
    format: 'esm',
    target: browserFloor,
  });
  return new Map(outputFiles.map((file) => [file.path, file.text]));
}

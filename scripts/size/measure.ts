import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { browserFloor } from '../library.ts';

/** A bundle as a page would ship it, with each file's compressed size. */
export interface Bundle {
  outputs: Metafile['outputs'];
  sizes: Map<string, number>;
}

/** A bundle, and what can be read in it. */
export interface ReadableBundle extends Bundle {
  text: string;
}

/** Bundles a program from what the packages publish, as the build of a careful page does. */
export async function bundle(program: string): Promise<ReadableBundle> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: program, resolveDir: path.resolve(import.meta.dirname, '../../examples/subsystem') },
    outdir: '/size',
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    target: browserFloor,
    define: { 'process.env.NODE_ENV': '"production"' },
    metafile: true,
    write: false,
    // A package without side effects has its bare imports left out, which is the point of saying so.
    logOverride: { 'ignored-bare-import': 'silent' },
  });
  const sizes = await Promise.all(
    outputFiles.map(async (file) => [path.basename(file.path), await compressedSize(file.contents)] as const),
  );
  const text = outputFiles.map((file) => file.text).join('\n');
  return { outputs: metafile.outputs, sizes: new Map(sizes), text };
}

const compress = promisify(brotliCompress);

/** The size that travels, by brotli at its best, as a static host serves it. */
export async function compressedSize(contents: Uint8Array): Promise<number> {
  return (await compress(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })).length;
}

import path from 'node:path';
import { build as buildByEsbuild } from 'esbuild';
import { build as buildByVite, type Rolldown } from 'vite';
import { browserFloor } from '../library.ts';

/** A program as a page ships it: what is in it, and of which files. */
export interface Shipped {
  readonly text: string;
  /** The files of which something was kept, by absolute path. */
  readonly inputs: readonly string[];
}

/** The bundlers that pages are built with: each reads `sideEffects` in its own way. */
export const bundlers = { esbuild: byEsbuild, Vite: byVite };

/** From here the packages are found as a page's build finds them. */
const page = path.resolve(import.meta.dirname, '../../examples/subsystem');

/** Into one file: with `splitting` esbuild also writes chunks that nobody loads. */
async function byEsbuild(program: string): Promise<Shipped> {
  const { metafile, outputFiles } = await buildByEsbuild({
    stdin: { contents: program, resolveDir: page },
    bundle: true,
    format: 'esm',
    minify: true,
    legalComments: 'none',
    target: browserFloor,
    metafile: true,
    write: false,
    // A package without side effects has its bare imports left out, which is the point of saying so.
    logOverride: { 'ignored-bare-import': 'silent' },
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const kept = inputs.filter(([file, { bytesInOutput }]) => bytesInOutput > 0 && file !== '<stdin>');
  return { text: outputFiles.map(({ text }) => text).join(''), inputs: kept.map(([file]) => path.resolve(file)) };
}

async function byVite(program: string): Promise<Shipped> {
  const entry = path.join(page, 'program.js');
  const built = await buildByVite({
    configFile: false,
    logLevel: 'error',
    root: page,
    build: { write: false, target: browserFloor, modulePreload: false, rolldownOptions: { input: entry } },
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? program : null),
      },
    ],
  });
  const chunks = (built as Rolldown.RolldownOutput).output.filter((file) => file.type === 'chunk');
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules));
  const kept = modules.filter(([file, { renderedLength }]) => renderedLength > 0 && file !== entry);
  return { text: chunks.map(({ code }) => code).join(''), inputs: kept.map(([file]) => file) };
}

/**
 * The sources that a page loads which is built with code splitting, lazily loaded ones included, relative to
 * `packages/`; those of other packages are left out.
 */
export async function sourcesOf(program: string): Promise<string[]> {
  const { metafile } = await buildByEsbuild({
    stdin: { contents: program, resolveDir: page },
    bundle: true,
    splitting: true,
    format: 'esm',
    conditions: ['epos-source'],
    outdir: '/sources',
    metafile: true,
    write: false,
  });
  const { outputs } = metafile;
  // esbuild also writes what nobody loads any more.
  const loaded = new Set<string>();
  const load = (name: string): void => {
    if (loaded.has(name)) return;
    loaded.add(name);
    for (const { path: imported } of outputs[name]?.imports ?? []) load(imported);
  };
  Object.keys(outputs)
    .filter((name) => outputs[name]?.entryPoint === '<stdin>')
    .forEach(load);
  return [...loaded].flatMap((name) => {
    const inputs = Object.entries(outputs[name]?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    return inputs.flatMap(([file]) => /(?:^|\/)packages\/(.+)/.exec(file)?.[1] ?? []);
  });
}

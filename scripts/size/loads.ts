import path from 'node:path';
import type { Bundle } from './measure.ts';

/**
 * Which of a bundle's lazy chunks count, beside the entry and all that it imports statically. A chunk is named by the
 * published file that is imported lazily: `core/portal` for `packages/core/dist/portal.js`. Whoever renames a file
 * must say so here: an unknown name is an error, lest the gate measure nothing.
 */
export type LazyChunks = { only: readonly string[] } | { except: readonly string[] };

/** Sums what a page loads of a bundle. */
export function loadedSize({ outputs, sizes }: Bundle, lazy: LazyChunks): number {
  const chunks = new Map<string, string>();
  for (const [output, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint !== undefined && entryPoint !== '<stdin>') chunks.set(chunkName(entryPoint), output);
  }
  for (const name of 'only' in lazy ? lazy.only : lazy.except) {
    if (!chunks.has(name))
      throw new Error(`No lazy chunk is called ${name}. There are: ${[...chunks.keys()].join(', ')}`);
  }
  const counts = (name: string): boolean => ('only' in lazy ? lazy.only.includes(name) : !lazy.except.includes(name));
  const entries = Object.keys(outputs).filter((output) => outputs[output]?.entryPoint === '<stdin>');
  const loaded = new Set<string>();
  for (const entry of [...entries, ...[...chunks].filter(([name]) => counts(name)).map(([, output]) => output)]) {
    addStatic(loaded, entry, outputs);
  }
  return [...loaded].reduce((sum, output) => sum + (sizes.get(path.basename(output)) ?? 0), 0);
}

/** `packages/core/dist/portal-api-3XCYI76B.js` → `core/portal-api`: tsup adds a hash to the chunks that it splits off. */
function chunkName(file: string): string {
  const { 1: folder, 2: name } = /packages\/([^/]+)\/dist\/(.+?)(?:-[A-Z0-9]{8})?\.js$/.exec(file) ?? [];
  return folder && name ? `${folder}/${name}` : file;
}

function addStatic(loaded: Set<string>, output: string, outputs: Bundle['outputs']): void {
  if (loaded.has(output)) return;
  loaded.add(output);
  for (const { path: imported, kind } of outputs[output]?.imports ?? []) {
    if (kind === 'import-statement') addStatic(loaded, imported, outputs);
  }
}

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../packages.ts';

/** What a package.json says of itself, as far as the reference reads it. */
interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** Every module that can be imported from a package, by its source: the file → `@epos-login/core/direct`. */
export function publicModules(): Map<string, string> {
  const modules = new Map<string, string>();
  for (const file of globSync('packages/*/package.json', { cwd: root }).sort()) {
    const { name, exports } = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Manifest;
    for (const [key, target] of Object.entries(exports)) {
      const source = typeof target === 'string' ? undefined : target['epos-source'];
      // A pattern stands for the defining entries of elements, each of which gives one class of the index.
      if (source?.endsWith('.ts') && !key.includes('*')) {
        modules.set(path.join(root, path.dirname(file), source), path.posix.join(name, key));
      }
    }
  }
  return modules;
}

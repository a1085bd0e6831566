import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { run } from '../run.ts';

const root = path.resolve(import.meta.dirname, '../..');
const elements = path.join(root, 'packages/elements');

/** The folder of the bundle for pages without a build, built anew where a source is newer than it. */
export async function buildCdn(): Promise<string> {
  const folder = path.join(elements, 'cdn');
  if (isStale(path.join(folder, 'epos.css'))) {
    console.error('Building the bundle for pages without a build…');
    const code = await run('tsup', ['--config', 'tsup.cdn.config.ts', '--silent'], { cwd: elements });
    if (code !== 0) throw new Error('tsup could not build packages/elements/cdn: see above.');
  }
  return folder;
}

/** Whether a source changed since `last`, the file that a build writes last. */
function isStale(last: string): boolean {
  const built = statSync(last, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync(['packages/{core,elements}/{src/**/*,*.json,*.config.ts}', 'pnpm-lock.yaml'], { cwd: root });
  return sources.some((source) => statSync(path.join(root, source)).mtimeMs > built);
}

import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.ts';

export const root = path.dirname(import.meta.dirname);

/** What a package publishes: its configuration of tsup, and the file that its build writes last. */
interface Output {
  package: string;
  config: string;
  last: string;
}

function library(name: string): Output {
  return { package: name, config: 'tsup.config.ts', last: 'dist/index.d.ts' };
}

export const outputs = {
  core: library('core'),
  testing: library('testing'),
  elements: library('elements'),
  cdn: { package: 'elements', config: 'tsup.cdn.config.ts', last: 'cdn/epos.css' },
  gateway: library('gateway'),
  sandbox: library('sandbox'),
} satisfies Record<string, Output>;

export async function build(name: keyof typeof outputs): Promise<void> {
  const { package: folder, config } = outputs[name];
  const code = await run('tsup', ['--config', config, '--silent'], { cwd: path.join(root, 'packages', folder) });
  if (code !== 0) throw new Error(`tsup could not build ${name}: see above.`);
}

/** Builds what is older than a source of its own or of the SDK; returns the folder of the output. */
export async function buildIfStale(name: keyof typeof outputs): Promise<string> {
  const { package: folder, last } = outputs[name];
  const file = path.join(root, 'packages', folder, last);
  const built = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync(
    [`packages/{core,${folder}}/{src/**/*,*.json,*.config.ts}`, 'pnpm-lock.yaml', 'scripts/manifest{,/*}.ts'],
    { cwd: root },
  );
  if (sources.some((source) => statSync(path.join(root, source)).mtimeMs > built)) {
    console.error(`Building ${name}…`);
    await build(name);
  }
  return path.dirname(file);
}

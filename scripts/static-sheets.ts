import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import type { EposElement } from '../packages/elements/src/base/epos-element.ts';
import { browserFloor } from './library.ts';

/** Writes what each element adopts in a browser as a sheet to link, for pages that a server has drawn. */
export async function staticSheets(folder: string): Promise<void> {
  const load = async (file: string): Promise<unknown> => import(pathToFileURL(path.resolve(folder, file)).href);
  const { staticSheet } = (await load('ssr.js')) as { staticSheet: (element: typeof EposElement) => string };
  await mkdir(path.join(folder, 'styles'), { recursive: true });
  for (const file of globSync('classes/epos-*.js', { cwd: folder })) {
    const [element] = Object.values((await load(file)) as Record<string, typeof EposElement>);
    const sheet = element ? staticSheet(element) : '';
    const { code } = await transform(sheet, { loader: 'css', minify: true, charset: 'utf8', target: browserFloor });
    await writeFile(path.join(folder, 'styles', `${path.basename(file, '.js')}.css`), code);
  }
}
